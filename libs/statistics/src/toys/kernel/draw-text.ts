import type { KernelText } from '@darkreach/kernels';
import { logarithmByRoots } from '../logarithm-by-roots.js';
import { normalFromUniform } from '../normal-from-uniform.js';
import { excessFromNormal } from '../poisson-from-normal.js';
import { GUIDE_CELLS, TABLE_SIZE } from '../poisson-table.js';
import { groupsOf, range } from './expression-text.js';
import type { KernelShape } from './kernel-shape.js';

/** The array of Poisson tables: one for each bin, then one for each gamma with a Poisson constraint. */
export const TABLES = 'tables';

/** Poisson tables of a kernel. */
export function tableCount({ bins, gammas }: KernelShape): number {
  return gammas === 'poisson' || gammas === 'both' ? 2 * bins : bins;
}

/** Bins whose draws are one piece of text: four blocks of random numbers side by side. */
const BINS_OF_A_SECTION = 8;

/**
 * Statements that draw the toy as `toySource` does: counts n<b> and their excess r<b> over the expectation, measured
 * gammas a<b> (normal) or m<b> with excess e<b> (Poisson), measured parameters x<p>.
 */
export function drawStatements(text: KernelText, shape: KernelShape): string[] {
  const bins = range(shape.bins);
  return [
    ...bins.flatMap((b) => [text.float(`n${b}`, '0.0'), text.float(`r${b}`, '0.0')]),
    ...groupsOf(bins, BINS_OF_A_SECTION).map((group) => text.section(drawCounts(text, shape, group))),
    ...(shape.gammas === 'none' ? [] : drawGammas(text, shape)),
    ...drawParameters(text, shape),
  ];
}

function drawCounts(text: KernelText, { large }: KernelShape, bins: readonly number[]): string[] {
  const blocks = groupsOf(bins, 2).map(([b, c]) => ({
    names: [`w${b}`, `w${c}`] as const,
    stream: String(b! >> 1),
  }));
  const draws = bins.map((b) => ({ id: String(b), rate: `rate${b}`, slot: b }));
  return [
    text.words(blocks),
    ...drawPoisson(text, draws, large),
    ...bins.flatMap((b) => [`  r${b} = more${b};`, `  n${b} = ${large ? `more${b} + rate${b}` : `count${b}`};`]),
  ];
}

interface PoissonDraw {
  /** Appended to names: the word is `w<id>`, the start of the table `start<id>`; left are `count<id>`, `more<id>`. */
  readonly id: string;
  readonly rate: string;
  /** Number of the table. */
  readonly slot: number;
}

/**
 * See `countFromTable`. One question is asked for all draws whether a cell of the guide needs a search: it is rare, and a
 * compiler takes what is before one question as one piece, in which it works on all draws side by side.
 */
function drawPoisson(text: KernelText, draws: readonly PoissonDraw[], large: boolean): string[] {
  return [
    ...draws.flatMap(({ id, slot }) => [
      text.float(`guide${id}`, placeOf(slot, `(w${id} >>> 24)`)),
      text.float(`rest${id}`, `Math.fround((w${id} >>> 9) & 32767) * 0.000030517578125`),
      text.float(`found${id}`, `guide${id} + rest${id}`),
    ]),
    `  if (${draws.map(({ id }) => `guide${id} < 0.0`).join(' || ')}) {`,
    ...draws.flatMap((draw) => searchStatements(text, draw)),
    '  }',
    ...draws.flatMap(({ id, rate }) => [
      text.float(`count${id}`, `Math.floor(found${id})`),
      text.float(`more${id}`, `count${id} - ${rate}`),
    ]),
    ...(large ? draws.flatMap((draw) => largeStatements(text, draw)) : []),
  ];
}

function placeOf(slot: number, index: string): string {
  return `${TABLES}[${slot * TABLE_SIZE} + ${index}]`;
}

function searchStatements(text: KernelText, { id, slot }: PoissonDraw): string[] {
  return [
    `  if (guide${id} < 0.0) {`,
    text.float(`u${id}`, text.uniform(`w${id}`)),
    text.integer(`step${id}`, `-guide${id}`),
    `  while (u${id} > ${placeOf(slot, `step${id}`)}) { step${id}++; }`,
    `  found${id} = Math.fround(step${id}) - ${GUIDE_CELLS}.0 + ${text.parameter(`start${id}`)};`,
    '  }',
  ];
}

/** What is too large for a table. */
function largeStatements(text: KernelText, { id, rate }: PoissonDraw): string[] {
  return [
    `  if (${text.parameter(`large${id}`)} > 0.5) {`,
    text.float(`v${id}`, text.uniform(`w${id}`)),
    text.inline([`z${id}`], normalFromUniform, [`v${id}`], [logarithmByRoots]),
    text.inline([`excess${id}`], excessFromNormal, [`z${id}`, rate]),
    `  more${id} = Math.max(excess${id}, -${rate});`,
    '  }',
  ];
}

function drawGammas(text: KernelText, shape: KernelShape): string[] {
  const { bins, gammas, large } = shape;
  const [normal, poisson] = [gammas !== 'poisson', gammas !== 'normal'];
  const names = [...(normal ? ['a'] : []), ...(poisson ? ['m', 'e'] : [])];
  const draw = (b: number): string[] => [
    text.integer(`stream_g${b}`, `gstream${b}`),
    text.words([{ names: [`w_g${b}`, `unused_g${b}`], stream: `stream_g${b}` }]),
    ...(normal
      ? [
          text.float(`v_n${b}`, text.uniform(`w_g${b}`)),
          text.inline([`z_n${b}`], normalFromUniform, [`v_n${b}`], [logarithmByRoots]),
          `  a${b} = gtruth${b} + gsigma${b} * z_n${b};`,
        ]
      : []),
    ...(poisson
      ? [
          ...drawPoisson(text, [{ id: `_g${b}`, rate: `grate${b}`, slot: bins + b }], large),
          `  e${b} = more_g${b};`,
          `  m${b} = more_g${b} + grate${b};`,
        ]
      : []),
  ];
  return [
    ...range(bins).flatMap((b) => names.map((name) => text.float(`${name}${b}`, '0.0'))),
    ...groupsOf(range(bins), 2).map((group) => text.section(group.flatMap(draw))),
  ];
}

function drawParameters(text: KernelText, { parameters }: KernelShape): string[] {
  const constrained = range(parameters.length).filter((p) => parameters[p]!.constrained);
  const draw = (p: number): string[] => [
    text.integer(`stream_p${p}`, `pstream${p}`),
    text.words([{ names: [`w_p${p}`, `unused_p${p}`], stream: `stream_p${p}` }]),
    text.float(`v_p${p}`, text.uniform(`w_p${p}`)),
    text.inline([`z_p${p}`], normalFromUniform, [`v_p${p}`], [logarithmByRoots]),
    `  x${p} = truth${p} + sigma${p} * z_p${p};`,
  ];
  return [
    ...constrained.map((p) => text.float(`x${p}`, '0.0')),
    ...groupsOf(constrained, 2).map((group) => text.section(group.flatMap(draw))),
  ];
}
