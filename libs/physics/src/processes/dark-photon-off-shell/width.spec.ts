import { describe, expect, it } from '@jest/globals';
import { gev } from '../../units/energy.js';
import { DARK_MATTER_KINDS, type DarkMatterKind } from './dark-matter.js';
import { invisibleWidth } from './width.js';

const width = (kind: DarkMatterKind, mass: number, chi: number): number =>
  invisibleWidth(gev(mass), { kind, mass: gev(chi), alphaD: 0.5 });

describe('invisibleWidth', () => {
  it('gives the massless limits alpha_D m / 3, / 6 and / 12', () => {
    expect(width('dirac', 2, 0)).toBeCloseTo(1 / 3, 12);
    expect(width('pseudo-dirac', 2, 0)).toBeCloseTo(1 / 3, 12);
    expect(width('majorana', 2, 0)).toBeCloseTo(1 / 6, 12);
    expect(width('complex-scalar', 2, 0)).toBeCloseTo(1 / 12, 12);
  });

  it('falls as beta (1 + 2 r) for Dirac and as beta cubed for Majorana and scalar', () => {
    const r = 0.16;
    const beta = Math.sqrt(1 - 4 * r);
    expect(width('dirac', 1, 0.4)).toBeCloseTo((0.5 / 3) * (1 + 2 * r) * beta, 12);
    expect(width('majorana', 1, 0.4)).toBeCloseTo((0.5 / 6) * beta ** 3, 12);
    expect(width('complex-scalar', 1, 0.4)).toBeCloseTo((0.5 / 12) * beta ** 3, 12);
  });

  it.each(DARK_MATTER_KINDS)('vanishes below threshold for %s', (kind) => {
    expect(Math.abs(width(kind, 1, 0.6))).toBe(0);
  });
});
