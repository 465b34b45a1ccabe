import { describe, expect, it } from '@jest/globals';
import { FormulaError } from '../errors.js';
import { defineEventKernel } from '../event-kernel.js';
import type { Formula } from '../formula.js';
import { compileEvent } from './compile-event.js';
import type { Backend } from './dialect.js';

const axis = { bins: 10, low: 0, high: 1 };
const BACKENDS: readonly Backend[] = ['cpu', 'webasm', 'webgpu'];

type DecayInputs = {
  readonly rate: number;
  readonly scale: number;
};

function decay(u0: number, u1: number, input: DecayInputs): readonly [number, number] {
  const time = -Math.log(u0) / input.rate;
  return [scaled(time, input), u1];
}

const kernel = defineEventKernel({
  id: 'decay',
  variables: ['rate'],
  event: decay,
  uses: [scaled],
  weight: { kind: 'linear' },
});

function scaled(time: number, input: DecayInputs): number {
  return time * input.scale;
}

/** An event whose parameter has the given name. */
function withParameter(parameter: string): ReturnType<typeof defineEventKernel> {
  const event = new Function(`return function f(u0, input) { return [u0, input.${parameter}]; };`)() as Formula;
  return defineEventKernel({ ...kernel, variables: [], event: event as typeof kernel.event });
}

describe('compileEvent', () => {
  it('reads the number of uniforms and the names of the parameters from the formulas', () => {
    expect(kernel.uniforms).toBe(2);
    expect(kernel.parameters).toEqual(['rate', 'scale']);
  });

  it('refuses a variable that the formula does not have', () => {
    expect(() => defineEventKernel({ ...kernel, variables: ['mass'] })).toThrow(
      'formula decay: found variable mass; allowed: rate, scale',
    );
  });

  it('takes variables as arguments and compiles the other parameters in', () => {
    for (const backend of BACKENDS) {
      const text = compileEvent({ kernel, parameters: { rate: 3, scale: 0.625 }, ...axis }, backend);
      expect(text).toMatch(/^function \(key0, key1, firstEvent, rate\) \{/);
      expect(text).toContain('0.625');
      expect(text).not.toContain('scale');
    }
  });

  it('declares every name once', () => {
    for (const backend of BACKENDS) {
      const text = compileEvent({ kernel, parameters: { rate: 3, scale: 2 }, ...axis }, backend);
      const names = [...text.matchAll(/\b(?:const|let) (\w+)/g)].map((match) => match[1]);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('calls Math for logarithms on cpu and webgpu, and not on webasm', () => {
    const calls = (backend: Backend): boolean =>
      compileEvent({ kernel, parameters: { rate: 3, scale: 2 }, ...axis }, backend).includes('Math.log');
    expect(BACKENDS.map(calls)).toEqual([true, false, true]);
  });

  it.each(['u1', 'w0', 'key1', 'inject3', 'event', 'firstEvent', 'observable', 'weight', 'x_0'])(
    'refuses a parameter that is called %s',
    (parameter) => {
      const compile = (): string =>
        compileEvent({ kernel: withParameter(parameter), parameters: { [parameter]: 1 }, ...axis }, 'cpu');
      expect(compile).toThrow(FormulaError);
      expect(compile).toThrow(`parameter ${parameter}`);
    },
  );

  it('refuses an event that returns anything but an observable and a weight', () => {
    const event = new Function('return function f(u0, input) { return [u0, 1, 2]; };')() as typeof kernel.event;
    const three = defineEventKernel({ ...kernel, variables: [], event });
    expect(() => compileEvent({ kernel: three, parameters: {}, ...axis }, 'cpu')).toThrow('3 results');
  });
});
