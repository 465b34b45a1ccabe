import { describe, expect, it } from '@jest/globals';
import { plainText } from './rich-text.js';
import { capitalised, prettyLuminosity, prettyUnits, reactionRuns, superscript, symbolRuns } from './symbols.js';

describe('symbolRuns', () => {
  it('sets Greek letters, primes and subscripts', () => {
    expect(symbolRuns('epsilon')).toEqual([{ text: 'ε', italic: true }]);
    expect(symbolRuns("m_A'")).toMatchObject([
      { text: 'm', italic: true },
      { text: 'A′', shift: 'sub', italic: true },
    ]);
  });

  it('sets a word in the subscript upright, under the superscript', () => {
    expect(symbolRuns('M_rec^2')).toMatchObject([
      { text: 'M', italic: true },
      { text: '2', shift: 'sup' },
      { text: 'rec', shift: 'sub', italic: false, back: 0.64 },
    ]);
  });

  it('leaves a symbol that is set already', () => {
    expect(plainText(symbolRuns('ε'))).toBe('ε');
    expect(plainText(symbolRuns('g_{aγγ}'))).toBe('gaγγ');
  });
});

describe('units', () => {
  it('have superscripts', () => {
    expect(prettyUnits('50 ab^-1')).toBe('50 ab⁻¹');
    expect(prettyUnits('GeV^2')).toBe('GeV²');
    expect(superscript('-12')).toBe('⁻¹²');
  });

  it('of a luminosity are inverse attobarns from 1000 inverse femtobarns on', () => {
    expect(prettyLuminosity('50000 fb^-1')).toBe('50 ab⁻¹');
    expect(prettyLuminosity('53 fb^-1')).toBe('53 fb⁻¹');
    expect(prettyLuminosity('3e11 electrons on target')).toBe('3e11 electrons on target');
  });
});

describe('reactionRuns', () => {
  it('sets charges, arrows and Greek letters', () => {
    expect(plainText(reactionRuns("e+ e- -> gamma A'"))).toBe('e⁺e⁻ → γA′');
    expect(plainText(reactionRuns('e+ e- -> gamma gamma gamma'))).toBe('e⁺e⁻ → γγγ');
    expect(plainText(reactionRuns('e+ e- -> mu+ mu- gamma'))).toBe('e⁺e⁻ → μ⁺μ⁻γ');
  });

  it('sets the bar of an antiparticle back over its letter', () => {
    const [, bar] = reactionRuns('chi chibar');
    expect(plainText(reactionRuns('chi chibar'))).toBe('χχ¯');
    expect(bar).toMatchObject({ text: '¯', back: expect.closeTo(0.55, 2) });
  });

  it('leaves words and hyphens alone', () => {
    expect(plainText(reactionRuns('cosmic rays, single-photon'))).toBe('cosmic rays, single-photon');
  });
});

describe('capitalised', () => {
  it('raises the first letter only', () => expect(capitalised('dark photon Mass')).toBe('Dark photon Mass'));
});
