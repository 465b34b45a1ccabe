import type { KernelText } from '@darkreach/kernels';
import { groupsOf, range } from './expression-text.js';
import type { KernelShape } from './kernel-shape.js';

/** Stands for an infinite logarithm. */
export const IMPOSSIBLE = 1e30;

/**
 * Leaves in `other` ln [ p(toy | other parameters) / p(toy | truth) ], which is linear in every measurement. `excess` is
 * the text of a count less its true rate.
 */
export function ratioStatements(
  text: KernelText,
  { bins, parameters, gammas }: KernelShape,
  excess: (b: number) => string = (b) => `r${b}`,
): string[] {
  const logarithm = (b: number): string => text.parameter(`toOther${b}`);
  const ofBin = (b: number): string[] => [
    `(${logarithm(b)} <= -${IMPOSSIBLE} ? (n${b} > 0.5 ? -${IMPOSSIBLE} : 0.0) : ${excess(b)} * ${logarithm(b)})`,
    ...(gammas === 'normal' || gammas === 'both' ? [`(a${b} - gtruth${b}) * ${text.parameter(`gaToOther${b}`)}`] : []),
    ...(gammas === 'poisson' || gammas === 'both' ? [`e${b} * ${text.parameter(`gmToOther${b}`)}`] : []),
  ];
  const ofParameters = parameters.flatMap(({ constrained }, p) =>
    constrained ? [`(x${p} - truth${p}) * pToOther${p}`] : [],
  );
  return [
    text.float('other', '0.0'),
    '  if (wanted > 0.5) {',
    ...groupsOf(range(bins), 8).map((group) =>
      text.section([`  other = other + (${group.flatMap(ofBin).join(' + ')});`]),
    ),
    `  other = other + ${['toOther', ...ofParameters].join(' + ')};`,
    '  }',
  ];
}

/** Names of the numbers of these statements. */
export function ratioNumbers({ bins, parameters, gammas }: KernelShape): string[] {
  return [
    'wanted',
    'toOther',
    ...range(bins).flatMap((b) => [
      `toOther${b}`,
      ...(gammas === 'normal' || gammas === 'both' ? [`gaToOther${b}`] : []),
      ...(gammas === 'poisson' || gammas === 'both' ? [`gmToOther${b}`] : []),
    ]),
    ...parameters.flatMap(({ constrained }, p) => (constrained ? [`pToOther${p}`] : [])),
  ];
}
