import { createHash } from 'node:crypto';
import { threefry2x32 } from '../random/threefry.js';
import { DeviceError } from '../errors.js';
import type { Device } from './device.js';
import type { MapKernelSource } from './map-kernel.js';

/** Words of the self-test: 64 counters, two words each, in two halves that a float carries exactly. */
const COUNTERS = 64;
const KEY = [0x13198a2e, 0x03707344] as const;
/** Absolute accuracy asked of log, exp, sin, cos, tanh and atan2 of arguments of order one. */
const FUNCTION_TOLERANCE = 4e-6;
const LOOP_TURNS = 5000;

const bits: MapKernelSource = {
  id: 'self-test-bits',
  threads: 4 * COUNTERS,
  parameters: [],
  body: (text) =>
    [
      text.integer('counter', 'thread >> 2'),
      text.integer('part', 'thread & 3'),
      text.uniforms(['ua', 'ub'], 'counter', '7'),
      text.integer('half', 'part < 2 ? draw0a : draw0b'),
      text.integer('low', 'half & 65535'),
      text.integer('high', '(half >>> 16) & 65535'),
      text.integer('odd', 'part & 1'),
      text.integer('picked', 'odd === 1 ? high : low'),
      '  return Math.fround(picked) + 0.0 * (ua + ub);',
    ].join('\n'),
};

function everyFunction(x: number, which: number): number {
  const a = which < 1 ? Math.log(x) : which < 2 ? Math.exp(-x) : Math.sin(x);
  const b = which < 4 ? Math.cos(3 * x) : which < 5 ? Math.tanh(x - 1) : Math.atan2(x - 1, 1 - 0.7 * x);
  return which < 3 ? a : b;
}

const functions: MapKernelSource = {
  id: 'self-test-functions',
  threads: 6 * 64,
  parameters: [],
  body: (text) =>
    [
      text.float('which', 'Math.floor(Math.fround(thread) / 64.0)'),
      text.float('x', '(Math.fround(thread) - 64.0 * which) * 0.03 + 0.011'),
      text.inline(['result'], everyFunction, ['x', 'which']),
      '  return result;',
    ].join('\n'),
};

const loop: MapKernelSource = {
  id: 'self-test-loop',
  threads: 4,
  parameters: ['turns'],
  body: (text) =>
    [
      text.integer('count', '0'),
      text.float('turn', '0'),
      '  while (turn < turns) { turn = turn + 1.0; count = count + 1; }',
      '  return Math.fround(count);',
    ].join('\n'),
};

/**
 * Asks a device for known answers: Threefry bits, the accuracy of the functions of Math, and a loop longer than gpu.js'
 * default limit.
 * @returns SHA-256 over the bits, hex
 * @throws DeviceError that names the first answer that is wrong
 */
export async function selfTest(device: Pick<Device, 'backend' | 'compileMap'>): Promise<string> {
  const digest = await checkBits(device);
  await checkFunctions(device);
  const [turns] = await device.compileMap(loop).run({ key: [0, 0], first: 0, parameters: { turns: LOOP_TURNS } });
  if (turns !== LOOP_TURNS)
    throw new DeviceError(`${device.backend}: a loop of ${LOOP_TURNS} ended after ${turns} turns`);
  return digest;
}

async function checkBits(device: Pick<Device, 'backend' | 'compileMap'>): Promise<string> {
  const answers = await device.compileMap(bits).run({ key: KEY, first: 0, parameters: {} });
  const hash = createHash('sha256');
  for (let counter = 0; counter < COUNTERS; counter++) {
    const words = threefry2x32(KEY, [counter, 7]);
    const expected = words.flatMap((word) => [word & 0xffff, word >>> 16]);
    const got = [...answers.slice(4 * counter, 4 * counter + 4)];
    if (got.some((value, i) => value !== expected[i])) {
      throw new DeviceError(
        `${device.backend}: Threefry of counter ${counter} is ${got.join(' ')}, known is ${expected.join(' ')}`,
      );
    }
    hash.update(Uint32Array.from(words, (word) => word >>> 0));
  }
  return hash.digest('hex');
}

async function checkFunctions(device: Pick<Device, 'backend' | 'compileMap'>): Promise<void> {
  const answers = await device.compileMap(functions).run({ key: [0, 0], first: 0, parameters: {} });
  answers.forEach((answer, thread) => {
    const which = Math.floor(thread / 64);
    const known = everyFunction((thread - 64 * which) * 0.03 + 0.011, which);
    if (!(Math.abs(answer - known) < FUNCTION_TOLERANCE)) {
      throw new DeviceError(
        `${device.backend}: function ${which} at point ${thread % 64} is ${answer}, known is ${known}`,
      );
    }
  });
}
