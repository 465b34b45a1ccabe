import { createHash } from 'node:crypto';
import type { EventKernel } from '@darkreach/kernels';
import { canonicalJson } from '../spec/canonical-json.js';
import type { ShardJob } from './campaign-plan.js';
import type { TemplateBook } from './template-book.js';

/**
 * SHA-256, hex, of everything beside the device that decides what shards hold: the text of the formulas, the values of
 * their parameters, the axes and the jobs. Shards that another version of the program has computed have another one.
 */
export function workDigest(book: TemplateBook, shards: Iterable<ShardJob>): string {
  const hash = createHash('sha256');
  const texts = new Map<EventKernel, string>();
  for (const { id, recipe } of book.byId.values()) {
    if (recipe.source.kind !== 'simulated') continue;
    const { kernel, parameters } = recipe.source;
    const text = texts.get(kernel) ?? kernelDigest(kernel);
    texts.set(kernel, text);
    hash.update(canonicalJson({ id, axis: recipe.axis, parameters, text }));
  }
  for (const shard of shards) hash.update(canonicalJson(shard));
  return hash.digest('hex');
}

/** SHA-256, hex, of the text of the formulas of a kernel. */
export function kernelDigest({ event, uses, uniforms, weight }: EventKernel): string {
  const formulas = [event, ...uses].map(String);
  return createHash('sha256').update(canonicalJson({ formulas, uniforms, weight })).digest('hex');
}
