import type { KernelText } from '@darkreach/kernels';
import { logarithmByRoots } from './logarithm-by-roots.js';
import { normalFromUniform } from './normal-from-uniform.js';
import { countFromNormal, EXACT_BELOW } from './poisson-from-uniform.js';
import type { ToyKernelShape } from './toy-kernel-shape.js';
import { GAMMA_STREAM, NUISANCE_STREAM } from './toy-streams.js';

/** Statements that draw the toy: counts n0 ..., measured gammas a0 ..., measured nuisances x0 ... (see `toySource`). */
export function drawStatements(text: KernelText, shape: ToyKernelShape): string[] {
  const bins = range(shape.bins);
  const lines = pairs(shape.bins).map(([b, c]) => text.uniforms([`u${b}`, `u${c}`], 'thread', String(b >> 1)));
  for (const b of bins) lines.push(...count(text, b, shape.largeCounts));
  if (shape.gammas) {
    lines.push(
      ...pairs(shape.bins).map(([b, c]) =>
        text.uniforms([`v${b}`, `v${c}`], 'thread', String(GAMMA_STREAM + (b >> 1))),
      ),
    );
    for (const b of bins) {
      lines.push(
        text.inline([`vz${b}`], normalFromUniform, [`v${b}`], [logarithmByRoots]),
        text.float(`a${b}`, `tg${b} + sg${b} * vz${b}`),
      );
    }
  }
  for (const [k, l] of pairs(shape.nuisances)) {
    lines.push(text.uniforms([`w${k}`, `w${l}`], 'thread', String(NUISANCE_STREAM + (k >> 1))));
  }
  for (const k of range(shape.nuisances)) {
    lines.push(
      text.inline([`wz${k}`], normalFromUniform, [`w${k}`], [logarithmByRoots]),
      text.float(`x${k}`, `t${k} + prior${k} * wz${k}`),
    );
  }
  return lines;
}

/** `l` is the rate and `e` exp(-l); see `poissonFromUniform`. */
function count(text: KernelText, b: number, large: boolean): string[] {
  const more = `u${b} > cdf${b} && (n${b} < l${b} || term${b} > 1e-10)`;
  const lines = [
    text.float(`n${b}`, '0.0'),
    text.float(`term${b}`, `e${b}`),
    text.float(`cdf${b}`, large ? `l${b} < ${EXACT_BELOW}.0 ? e${b} : 2.0` : `e${b}`),
    `  while (${more}) { n${b} = n${b} + 1.0; term${b} = term${b} * l${b} / n${b}; cdf${b} = cdf${b} + term${b}; }`,
  ];
  if (!large) return lines;
  return [
    ...lines,
    text.inline([`uz${b}`], normalFromUniform, [`u${b}`], [logarithmByRoots]),
    text.inline([`nn${b}`], countFromNormal, [`uz${b}`, `l${b}`]),
    `  n${b} = l${b} < ${EXACT_BELOW}.0 ? n${b} : nn${b};`,
  ];
}

/** (0, 1), (2, 3) ... for `size` numbers; the last second one may be beyond. */
function pairs(size: number): [number, number][] {
  return range(Math.ceil(size / 2)).map((i) => [2 * i, 2 * i + 1]);
}

function range(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i);
}
