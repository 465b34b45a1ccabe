import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Device } from '../devices/device.js';
import { openDevice } from '../devices/open-device.js';
import type { Formula } from '../formula.js';

/** Formulas that the random ones call. */
function turned(x: number, y: number): readonly [number, number] {
  const sine = Math.sin(x);
  const cosine = Math.cos(x);
  return [cosine * y - sine, sine * y + cosine];
}

function softened(x: number): number {
  const [a] = turned(x, 0.5);
  const size = Math.abs(a);
  return size < 0.5 ? size * size : size - 0.25;
}

const THREADS = 64;

/**
 * Expressions of names that stay below 10 and are continuous, so that rounding to single precision moves their value
 * only a little. The ternaries choose between branches that meet where the test changes.
 */
function expressionOf(names: readonly string[]): fc.Arbitrary<string> {
  const leaf = fc.oneof(
    fc.constantFrom(...names),
    fc.integer({ min: -9, max: 9 }).map((value) => `${value / 4}`),
  );
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof({ maxDepth: 3, depthIdentifier: 'formula' }, leaf, operation(tie('expression'))),
  }));
  return expression;
}

function operation(part: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    fc.tuple(part, part, fc.constantFrom('+', '-')).map(([a, b, sign]) => `(${a} ${sign} ${b})`),
    fc.tuple(part, part).map(([a, b]) => `Math.tanh(${a}) * Math.cos(${b})`),
    fc.tuple(part, part).map(([a, b]) => `(${a}) / (1 + Math.abs(${b}))`),
    fc.tuple(part, part).map(([a, b]) => `Math.atan2(Math.abs(${a}), 1 + Math.abs(${b}))`),
    fc.tuple(part, part, part).map(([a, b, c]) => `(${a} < ${b} ? ${b} - ${a} : ${a} - ${b}) + Math.min(${c}, ${a})`),
    fc.tuple(part, part).map(([a, b]) => `(!(${a} > 0) && 0 >= ${a} ? -(${a}) : Math.max(${a}, 0)) * Math.sin(${b})`),
    part.map((a) => `Math.sqrt(1 + softened(${a}))`),
    part.map((a) => `Math.log(1 + Math.abs(${a}))`),
    part.map((a) => `Math.exp(-Math.abs(${a}))`),
  );
}

/** Source of a formula of (x, y) with some declarations, some from tuples, which may shadow nothing and repeat each other. */
const source: fc.Arbitrary<string> = fc
  .tuple(expressionOf(['x', 'y']), expressionOf(['x', 'y', 'a']), expressionOf(['y', 'a', 'b', 'c']), fc.boolean())
  .map(([first, second, last, hole]) =>
    [
      'function random(x, y) {',
      `  const a = Math.min(Math.max(${first}, -3), 3);`,
      `  const [${hole ? '' : 'd'}, b] = turned(a, ${second});`,
      `  const c = softened(${hole ? 'b' : 'd'}), unused = Math.log(x) / y;`,
      `  return ${last};`,
      '}',
    ].join('\n'),
  );

const compiled = (text: string): Formula =>
  new Function('turned', 'softened', `return ${text};`)(turned, softened) as Formula;

describe.each(['cpu', 'webasm'] as const)('a formula compiled for %s', (backend) => {
  let device: Device;
  beforeAll(async () => {
    device = await openDevice(backend);
  });
  afterAll(() => device.close());

  const [absolute, relative] = backend === 'cpu' ? [1e-6, 1e-6] : [2e-5, 2e-5];

  it('equals the formula itself, whatever the formula', async () => {
    await fc.assert(
      fc.asyncProperty(source, async (text) => {
        const formula = compiled(text);
        const values = await run(device, text, formula);
        values.forEach((value, thread) => {
          const known = formula(thread / 32 - 1, 0.5 - thread / 64) as number;
          expect(Math.abs(value - known)).toBeLessThan(absolute + relative * Math.abs(known));
        });
      }),
      { numRuns: 100, seed: 20260101 },
    );
  });
});

async function run(device: Device, id: string, formula: Formula): Promise<Float32Array> {
  const kernel = device.compileMap({
    id,
    threads: THREADS,
    parameters: [],
    body: (text) =>
      [
        text.float('x', 'Math.fround(thread) / 32.0 - 1.0'),
        text.float('y', '0.5 - Math.fround(thread) / 64.0'),
        text.inline(['value'], formula, ['x', 'y'], [turned, softened]),
        '  return value;',
      ].join('\n'),
  });
  return kernel.run({ key: [0, 0], first: 0, parameters: {} });
}
