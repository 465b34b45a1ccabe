import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bendOf, factorOf, variationOf, type Curve, type Side } from './interpolation.js';

const curve = (evaluate: (into: Curve) => void): Curve => {
  const into = { value: 0, slope: 0, curvature: 0 };
  evaluate(into);
  return into;
};
const bend = (code: 'code0' | 'code2' | 'code4p', alpha: number, side: Side = 1): Curve =>
  curve((into) => bendOf(code, alpha, side, into));
const factor = (code: 'code1' | 'code4', high: number, low: number, alpha: number, side: Side = 1): Curve =>
  curve((into) => factorOf(variationOf(code, high, low), alpha, side, into));

const ADDITIVE = ['code0', 'code2', 'code4p'] as const;
const MULTIPLICATIVE = ['code1', 'code4'] as const;
const positive = fc.double({ min: 0.3, max: 3, noNaN: true });

describe.each(ADDITIVE)('the additive %s', (code) => {
  it('adds nothing at 0, and the variations at +1 and -1', () => {
    expect(bend(code, 0).value).toBe(0);
    const [up, down] = [7, 3];
    const added = (alpha: number): number => 0.5 * (up + down) * alpha + ((up - down) / 16) * bend(code, alpha).value;
    expect(added(1)).toBeCloseTo(up, 12);
    expect(added(-1)).toBeCloseTo(-down, 12);
  });

  it('has these derivatives', () => {
    expectDerivatives((alpha) => bend(code, alpha));
  });

  it('has no jump at +-1', () => {
    for (const one of [1, -1]) expectContinuous((alpha) => bend(code, alpha), one);
  });
});

describe.each(MULTIPLICATIVE)('the multiplicative %s', (code) => {
  it('is 1 at 0, and its variations at +1 and -1', () => {
    fc.assert(
      fc.property(positive, positive, (high, low) => {
        expect(factor(code, high, low, 0).value).toBe(1);
        expect(factor(code, high, low, 1).value).toBeCloseTo(high, 12);
        expect(factor(code, high, low, -1).value).toBeCloseTo(low, 12);
      }),
    );
  });

  it('has these derivatives', () => {
    fc.assert(
      fc.property(positive, positive, (high, low) => expectDerivatives((alpha) => factor(code, high, low, alpha))),
      { numRuns: 20 },
    );
  });

  it('has no jump at +-1', () => {
    for (const one of [1, -1]) expectContinuous((alpha) => factor(code, 1.4, 0.8, alpha), one);
  });
});

describe('code 4', () => {
  it('has two continuous derivatives at +-1', () => {
    for (const one of [1, -1]) {
      const [inside, outside] = [factor('code4', 1.4, 0.8, one * (1 - 1e-9)), factor('code4', 1.4, 0.8, one)];
      expect(inside.slope).toBeCloseTo(outside.slope, 7);
      expect(inside.curvature).toBeCloseTo(outside.curvature, 6);
    }
  });
});

describe('a kink at 0', () => {
  it('has one derivative on either side', () => {
    expect([bend('code0', 0, 1).slope, bend('code0', 0, -1).slope]).toEqual([8, -8]);
    expect(factor('code1', 1.5, 0.9, 0, 1).slope).toBeCloseTo(Math.log(1.5), 12);
    expect(factor('code1', 1.5, 0.9, 0, -1).slope).toBeCloseTo(-Math.log(0.9), 12);
  });
});

function expectDerivatives(at: (alpha: number) => Curve): void {
  const h = 1e-5;
  for (const alpha of [-2.7, -1.3, -0.8, -0.2, 0.1, 0.5, 0.97, 1.2, 4]) {
    const { slope, curvature } = at(alpha);
    expect((at(alpha + h).value - at(alpha - h).value) / (2 * h)).toBeCloseTo(slope, 5);
    expect((at(alpha + h).slope - at(alpha - h).slope) / (2 * h)).toBeCloseTo(curvature, 5);
  }
}

function expectContinuous(at: (alpha: number) => Curve, alpha: number): void {
  expect(at(alpha * (1 + 1e-9)).value).toBeCloseTo(at(alpha * (1 - 1e-9)).value, 7);
}
