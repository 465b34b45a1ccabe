import type { TemplatePlan } from '../plan/campaign-plan.js';
import type { TemplateBook } from '../plan/template-book.js';
import { mergeShards, type Template } from './merge.js';
import type { PartialHistogram } from './simulate.js';

/** Takes shards in any order and merges each template as soon as its last shard is there; then its shards are let go. */
export class TemplateCollector {
  readonly templates = new Map<string, Template>();
  /** Shards, events and events that were clipped, so far. */
  readonly counts = { shards: 0, events: 0, clipped: 0 };
  private readonly wanted: ReadonlyMap<string, number>;
  private readonly open = new Map<string, PartialHistogram[]>();

  constructor(
    private readonly book: TemplateBook,
    simulated: readonly TemplatePlan[],
  ) {
    this.wanted = new Map(simulated.map(({ templateId, shards }) => [templateId, shards]));
    for (const entry of book.byId.values()) {
      if (!this.wanted.has(entry.id)) this.templates.set(entry.id, mergeShards(entry, []));
    }
  }

  add(part: PartialHistogram): void {
    const parts = [...(this.open.get(part.templateId) ?? []), part];
    this.counts.shards += 1;
    this.counts.events += part.events;
    this.counts.clipped += part.clipped;
    if (parts.length < this.wanted.get(part.templateId)!) {
      this.open.set(part.templateId, parts);
    } else {
      this.open.delete(part.templateId);
      this.templates.set(part.templateId, mergeShards(this.book.byId.get(part.templateId)!, parts));
    }
  }
}
