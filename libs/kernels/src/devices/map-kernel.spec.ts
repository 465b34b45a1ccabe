import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FormulaError } from '../errors.js';
import { threefry2x32, uniformFrom } from '../random/threefry.js';
import type { Device } from './device.js';
import type { MapKernelSource } from './map-kernel.js';
import { openDevice } from './open-device.js';
import { probeWebGpu } from './webgpu-adapter.js';

const probe = await probeWebGpu();
const BACKENDS = ['cpu', 'webasm', ...(probe.kind === 'adapter' ? (['webgpu'] as const) : [])] as const;

/** One half of one word of Threefry for the counter (thread, stream): 16 bits, which a float carries exactly. */
function halfWords(stream: number): MapKernelSource {
  return {
    id: `half words of stream ${stream}`,
    threads: 1024,
    parameters: ['part'],
    body: (text) =>
      [
        text.uniforms(['ua', 'ub'], 'thread', `(${stream | 0})`),
        text.integer('word', 'part < 2.0 ? draw0a : draw0b'),
        text.integer('low', 'word & 65535'),
        text.integer('high', '(word >>> 16) & 65535'),
        text.integer('picked', 'part === 1.0 || part === 3.0 ? high : low'),
        '  return Math.fround(picked) + 0.0 * (ua + ub);',
      ].join('\n'),
  };
}

async function threefryOn(
  device: Device,
  key: readonly [number, number],
  counter: readonly [number, number],
): Promise<(readonly [number, number])[]> {
  const kernel = device.compileMap(halfWords(counter[1]));
  const parts: Float32Array[] = [];
  for (const part of [0, 1, 2, 3]) parts.push(await kernel.run({ key, first: counter[0], parameters: { part } }));
  const [lowA, highA, lowB, highB] = parts as [Float32Array, Float32Array, Float32Array, Float32Array];
  return Array.from(lowA, (low, i) => [low | (highA[i]! << 16), lowB[i]! | (highB[i]! << 16)] as const);
}

describe.each(BACKENDS)('a map kernel on %s', (backend) => {
  let device: Device;
  beforeAll(async () => {
    device = await openDevice(backend);
  });
  afterAll(() => device.close());

  it.each([
    [[0, 0], [0, 0], '6b200159 99ba4efe'],
    [[0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], '1cb996fc bb002be7'],
    [[0x13198a2e, 0x03707344], [0x243f6a88, 0x85a308d3], 'c4923a9c 483df7a0'],
  ] as const)('gives the known answer of Random123 for key %p and counter %p', async (key, counter, known) => {
    const [words] = await threefryOn(device, key, counter);
    expect(words!.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join(' ')).toBe(known);
  });

  it('gives the bits of the host for 4096 counters under four keys', async () => {
    for (let i = 0; i < 4; i++) {
      const [first, stream] = threefry2x32([99, i], [1, 0]);
      const key = threefry2x32([99, i], [2, 0]);
      const words = await threefryOn(device, key, [first, stream]);
      expect(words).toEqual(Array.from({ length: 1024 }, (_, thread) => threefry2x32(key, [first + thread, stream])));
    }
  });

  it('gives the uniform deviates of the host exactly', async () => {
    const kernel = device.compileMap({
      id: 'uniform',
      threads: 256,
      parameters: [],
      body: (text) => [text.uniforms(['ua', 'ub'], 'thread', '5'), '  return ub;'].join('\n'),
    });
    const values = await kernel.run({ key: [3, 4], first: 100, parameters: {} });
    const known = Array.from({ length: 256 }, (_, i) => uniformFrom(threefry2x32([3, 4], [100 + i, 5])[1]));
    expect([...values]).toEqual(known);
  });

  it('gives the same values however the threads are cut into calls', async () => {
    const source = (threads: number): MapKernelSource => ({
      id: `exponential ${threads}`,
      threads,
      parameters: ['mean'],
      body: (text) =>
        [
          text.uniforms(['ua', 'ub'], 'thread', '0'),
          text.inline(['x'], (u: number, v: number, mean: number) => mean * Math.cos(v) * Math.log(u), [
            'ua',
            'ub',
            'mean',
          ]),
          '  return x;',
        ].join('\n'),
    });
    const request = { key: [8, 9], parameters: { mean: 2.5 } } as const;
    const whole = await device.compileMap(source(1024)).run({ ...request, first: 0 });
    const parts: number[] = [];
    for (let first = 0; first < 1024; first += 128)
      parts.push(...(await device.compileMap(source(128)).run({ ...request, first })));
    expect(parts).toEqual([...whole]);
  });

  it('runs a loop whose bound is a parameter for more than 1000 turns', async () => {
    const kernel = device.compileMap({
      id: 'loop',
      threads: 4,
      parameters: ['turns'],
      body: (text) =>
        [
          text.float('sum', '0'),
          text.float('turn', '0'),
          '  while (turn < turns + Math.fround(thread)) { turn = turn + 1.0; sum = sum + turn; }',
          '  return sum;',
        ].join('\n'),
    });
    const sums = await kernel.run({ key: [0, 0], first: 0, parameters: { turns: 4000 } });
    expect([...sums]).toEqual([4000, 4001, 4002, 4003].map((n) => (n * (n + 1)) / 2));
  });

  it('returns several values of a thread side by side', async () => {
    const kernel = device.compileMap({
      id: 'several values',
      threads: 4,
      parameters: ['value'],
      body: () => '  return [value, Math.fround(thread), value * Math.fround(thread)];',
    });
    const values = await kernel.run({ key: [0, 0], first: 1, parameters: { value: 3 } });
    expect([...values]).toEqual([3, 1, 3, 3, 2, 6, 3, 3, 9, 3, 4, 12]);
  });

  it('reads arrays at places that differ from thread to thread', async () => {
    const kernel = device.compileMap({
      id: 'arrays',
      threads: 4,
      parameters: ['scale'],
      arrays: ['list'],
      body: (text) => [text.integer('place', '3 - thread'), '  return scale * list[place] + list[4];'].join('\n'),
    });
    const call = { key: [0, 0], first: 0, parameters: { scale: 10 } } as const;
    const values = await kernel.run({ ...call, arrays: { list: Float32Array.of(1, 2, 3, 4, 0.5) } });
    expect([...values]).toEqual([40.5, 30.5, 20.5, 10.5]);
  });

  it('reads a parameter at the start, or where it is used', async () => {
    const source: MapKernelSource = {
      id: 'parameters',
      threads: 4,
      parameters: ['unused', 'early', 'late'],
      body: (text) => `  return early + Math.fround(thread) * ${text.parameter('late')};`,
    };
    const kernel = device.compileMap(source);
    const values = await kernel.run({ key: [0, 0], first: 0, parameters: { unused: 9, early: 1, late: 10 } });
    expect([...values]).toEqual([1, 11, 21, 31]);
    expect(() => device.compileMap({ ...source, id: 'misspelt', parameters: ['early'] })).toThrow(FormulaError);
  });

  it('gives the words of several counters side by side, as one by one', async () => {
    const kernel = device.compileMap({
      id: 'words',
      threads: 64,
      parameters: [],
      body: (text) =>
        [
          text.words([
            { names: ['a0', 'a1'], stream: '5' },
            { names: ['b0', 'b1'], stream: '6' },
          ]),
          `  return [${['a0', 'a1', 'b0', 'b1'].map((word) => text.uniform(word)).join(', ')}];`,
        ].join('\n'),
    });
    const values = await kernel.run({ key: [3, 4], first: 7, parameters: {} });
    const known = Array.from({ length: 64 }, (_, i) =>
      [5, 6].flatMap((stream) => threefry2x32([3, 4], [7 + i, stream]).map(uniformFrom)),
    );
    expect([...values]).toEqual(known.flat());
  });

  it('keeps what threads have that left a loop while others went on', async () => {
    const kernel = device.compileMap({
      id: 'loops',
      threads: 8,
      parameters: [],
      body: (text) =>
        [
          text.float('sum', '0.0'),
          text.float('turn', '0.0'),
          '  while (turn < Math.fround(thread)) {',
          '  turn = turn + 1.0;',
          text.float('square', 'turn * turn'),
          text.float('part', '0.0'),
          text.section([text.float('half', '0.5 * square'), '  part = part + half;']),
          text.section(['  part = part + 0.5 * square;']),
          text.float('inner', '0.0'),
          '  while (inner < turn) { inner = inner + 1.0; part = part + inner; }',
          '  sum = sum + part;',
          '  }',
          '  return sum;',
        ].join('\n'),
    });
    const sums = await kernel.run({ key: [0, 0], first: 0, parameters: {} });
    const known = (n: number): number =>
      Array.from({ length: n }, (_, i) => (i + 1) ** 2 + ((i + 1) * (i + 2)) / 2).reduce((x, y) => x + y, 0);
    expect([...sums]).toEqual(Array.from({ length: 8 }, (_, n) => known(n)));
  });

  it('hands over a copy that the next call does not change', async () => {
    const kernel = device.compileMap({
      id: 'echo',
      threads: 4,
      parameters: ['value'],
      body: () => '  return value + Math.fround(thread);',
    });
    const first = await kernel.run({ key: [0, 0], first: 0, parameters: { value: 1 } });
    await kernel.run({ key: [0, 0], first: 0, parameters: { value: 100 } });
    expect([...first]).toEqual([1, 2, 3, 4]);
  });
});

describe('webgpu in this suite', () => {
  const title = probe.kind === 'adapter' ? `ran on ${probe.name}` : `did not run: ${probe.reason}`;
  it(title, () => {
    expect(probe.kind === 'adapter' ? probe.name : probe.reason).not.toBe('');
    expect(BACKENDS.length).toBe(probe.kind === 'adapter' ? 3 : 2);
  });
});
