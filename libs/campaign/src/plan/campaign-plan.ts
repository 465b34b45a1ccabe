/** One unit of work: a pure function of this identity. */
export interface ShardJob {
  readonly kind: 'shard-job';
  /** Stable id: `<template id>/<shard index>`. */
  readonly id: string;
  /** Id of the template that it is part of, see `BookEntry`. */
  readonly templateId: string;
  readonly shard: number;
  readonly firstEvent: number;
  readonly events: number;
  /** 64-bit key of the random stream as two 32-bit words: a hash of (campaign seed, template id), plus the shard. */
  readonly key: readonly [number, number];
}

/** What one simulated template will take. */
export interface TemplatePlan {
  readonly templateId: string;
  readonly shards: number;
  readonly events: number;
}

/** What will be computed, before anything runs. */
export interface CampaignPlan {
  readonly kind: 'campaign-plan';
  /** SHA-256 of the resolved campaign, hex. */
  readonly digest: string;
  /** Limits to compute: masses times luminosities, over all searches. */
  readonly points: number;
  readonly templates: number;
  /** Those that are simulated, in the order in which they are begun. */
  readonly simulated: readonly TemplatePlan[];
  readonly shards: number;
  readonly events: number;
  /** Estimates for this machine. */
  readonly estimate: { readonly seconds: number; readonly memoryBytes: number; readonly workers: number };
}
