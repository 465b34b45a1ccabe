import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyHistogram, regularAxis } from '@darkreach/histogram';
import { folderStore, noStore } from './shard-store.js';
import type { PartialHistogram } from './stages/simulate.js';

const axis = regularAxis({ name: 'M_rec^2', unit: 'GeV^2', bins: 3, low: -1, high: 2 });

function shard(shardId: string): PartialHistogram {
  const histogram = { ...emptyHistogram(axis), entries: 5 };
  histogram.sumw.set([0.1 + 0.2, 1 / 3, Number.MIN_VALUE, Number.MAX_VALUE, 2 ** 53 - 1]);
  histogram.sumw2.set([1e-300, Math.PI, 0, 5e-324, 123456789.125]);
  return { kind: 'partial-histogram', shardId, templateId: 'a', shard: 0, events: 9, clipped: 1, histogram };
}

let root = '';
let folder = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'darkreach-store-'));
  folder = join(root, 'shards');
});
afterEach(() => rmSync(root, { recursive: true }));

const onlyFile = (): string => join(folder, readdirSync(folder)[0]!);

describe('a store in a folder', () => {
  it('gives back what was saved, bit by bit', () => {
    folderStore(folder, 'x').save(shard('a/0'));
    const found = folderStore(folder, 'x').load('a/0')!;
    expect(found).toEqual(shard('a/0'));
    for (const sums of ['sumw', 'sumw2'] as const) {
      expect(found.histogram[sums]).toBeInstanceOf(Float64Array);
      expect(Buffer.from(found.histogram[sums].buffer)).toEqual(Buffer.from(shard('a/0').histogram[sums].buffer));
    }
  });

  it('has nothing, and makes no folder, before anything is saved', () => {
    const store = folderStore(folder, 'x');
    expect(store.load('a/0')).toBeUndefined();
    store.clear();
    expect(existsSync(folder)).toBe(false);
  });

  it('tells shards apart, and identities', () => {
    folderStore(folder, 'campaign|webasm|1').save(shard('a/0'));
    expect(folderStore(folder, 'campaign|webasm|1').load('a/1')).toBeUndefined();
    expect(folderStore(folder, 'campaign|webgpu|1').load('a/0')).toBeUndefined();
    expect(folderStore(folder, 'other|webasm|1').load('a/0')).toBeUndefined();
    expect(folderStore(folder, 'campaign|webasm|1').load('a/0')).toBeDefined();
  });

  it.each<[string, (text: string) => string]>([
    ['is half written', (text) => text.slice(0, text.length / 2)],
    ['is empty', () => ''],
    ['is no shard', () => '{"kind":"something else"}'],
    ['is another shard', (text) => text.replace('"a/0"', '"a/1"')],
    ['lacks a bin', (text) => text.replace(/"sumw":\[[^,]*,/, '"sumw":[')],
    ['has a bin that is no number', (text) => text.replace(/"sumw":\[[^,]*,/, '"sumw":[null,')],
    ['has no histogram', (text) => text.replace('"histogram"', '"histogramme"')],
  ])('does not take up a file that %s, and writes it again', (_, spoil) => {
    const store = folderStore(folder, 'x');
    store.save(shard('a/0'));
    const whole = readFileSync(onlyFile(), 'utf8');
    writeFileSync(onlyFile(), spoil(whole));
    expect(readFileSync(onlyFile(), 'utf8')).not.toBe(whole);
    expect(store.load('a/0')).toBeUndefined();
    store.save(shard('a/0'));
    expect(store.load('a/0')).toEqual(shard('a/0'));
  });

  it('does not read the part of a file that was being written', () => {
    const store = folderStore(folder, 'x');
    store.save(shard('a/0'));
    writeFileSync(`${onlyFile()}.part`, '{"kind":');
    expect(store.load('a/0')).toEqual(shard('a/0'));
  });

  it('forgets its own shards, parts of files included, and leaves everything else', () => {
    const [store, other] = [folderStore(folder, 'x'), folderStore(folder, 'y')];
    store.save(shard('a/0'));
    writeFileSync(`${onlyFile()}.part`, '{"kind":');
    store.save(shard('a/1'));
    other.save(shard('a/0'));
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    store.clear();
    expect(store.load('a/0')).toBeUndefined();
    expect(other.load('a/0')).toEqual(shard('a/0'));
    expect(readdirSync(folder)).toHaveLength(2);
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
  });

  it('takes the folder away with the last shard', () => {
    const store = folderStore(folder, 'x');
    store.save(shard('a/0'));
    store.clear();
    expect(existsSync(folder)).toBe(false);
    expect(existsSync(root)).toBe(true);
  });
});

describe('noStore', () => {
  it('keeps nothing', () => {
    noStore.save(shard('a/0'));
    expect(noStore.load('a/0')).toBeUndefined();
    noStore.clear();
  });
});
