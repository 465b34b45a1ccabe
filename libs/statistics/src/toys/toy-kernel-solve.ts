import type { KernelText } from '@darkreach/kernels';
import type { ToyKernelShape } from './toy-kernel-shape.js';

/**
 * Statements of the Newton step: from the sums over sources (vs, m) to the gradient gr and Hessian h of (nu, theta), the
 * signal fixed where the phase or a bound says so, an L D L^T decomposition, `edm` and step0 ....
 */
export function solveStatements(text: KernelText, shape: ToyKernelShape): string[] {
  return [
    ...gradientStatements(text, shape),
    ...hessianStatements(text, shape),
    ...decomposition(text, shape.nuisances + 1),
  ];
}

/** d(source j) / d(parameter i) as a factor on the source: the signal source is per event, hence `nu` for its nuisances. */
function factor(j: number, i: number): string {
  if (i === 0) return j === 0 ? '1.0' : '';
  return j === 0 ? `nu * r0_${i - 1}` : `r${j}_${i - 1}`;
}

function gradientStatements(text: KernelText, { nuisances, groups }: ToyKernelShape): string[] {
  const sources = range(groups.length + 1);
  return [
    text.float('fixed', '(phase < 0.5 || (nu <= 0.0 && vs0 >= 0.0) || (nu >= test && vs0 <= 0.0)) ? 1.0 : 0.0'),
    text.float('gr0', 'fixed > 0.5 ? 0.0 : vs0'),
    ...range(nuisances).map((k) => {
      const sum = sources.map((j) => `${factor(j, k + 1)} * vs${j}`).join(' + ');
      return text.float(`gr${k + 1}`, `${sum} + prior${k} * (th${k} - x${k})`);
    }),
  ];
}

/**
 * Second derivatives of the expectation count only where they are positive while the steps are `soft`, and later up to
 * where they would make the diagonal negative.
 */
function hessianStatements(text: KernelText, { nuisances, groups }: ToyKernelShape): string[] {
  const sources = range(groups.length + 1);
  const lines = [
    text.float('h0_0', 'fixed > 0.5 ? 1.0 : Math.max(m0_0, 1e-12)'),
    ...sources.map((j) => {
      const [least, events] = j === 0 ? ['nu * m0_0', ' * nu'] : [`m${j}_${j}`, ''];
      return text.float(`bend${j}`, `Math.max(vs${j}, (soft > 0.0 ? 0.0 : -0.7) * ${least})${events}`);
    }),
  ];
  for (const i of range(nuisances + 1).slice(1)) {
    const cross = sources.map((j) => `${factor(j, i)} * m${j}_0`).join(' + ');
    lines.push(text.float(`h${i}_0`, `fixed > 0.5 ? 0.0 : ${cross}`));
    for (const l of range(i + 1).slice(1)) {
      const curved = sources.map((j) => `bend${j} * r${j}_${i - 1} * r${j}_${l - 1}`);
      const crossed = sources.flatMap((a) =>
        sources.map((b) => `(${factor(a, i)}) * (${factor(b, l)}) * m${Math.max(a, b)}_${Math.min(a, b)}`),
      );
      const prior = i === l ? [`prior${i - 1}`] : [];
      lines.push(text.float(`h${i}_${l}`, [...curved, ...crossed, ...prior].join(' + ')));
    }
  }
  return lines;
}

function decomposition(text: KernelText, size: number): string[] {
  const lines: string[] = [];
  for (const i of range(size)) {
    for (const j of range(i)) {
      const sum = range(j)
        .map((k) => ` - lo${i}_${k} * lo${j}_${k} * di${k}`)
        .join('');
      lines.push(text.float(`lo${i}_${j}`, `(h${i}_${j}${sum}) / di${j}`));
    }
    const pivot = range(i)
      .map((k) => ` - lo${i}_${k} * lo${i}_${k} * di${k}`)
      .join('');
    lines.push(text.float(`di${i}`, `Math.max(h${i}_${i}${pivot}, 1e-6 * h${i}_${i} + 1e-12)`));
    const forward = range(i)
      .map((k) => ` - lo${i}_${k} * fo${k}`)
      .join('');
    lines.push(text.float(`fo${i}`, `gr${i}${forward}`));
  }
  lines.push(
    text.float(
      'edm',
      range(size)
        .map((i) => `fo${i} * fo${i} / di${i}`)
        .join(' + '),
    ),
  );
  for (const i of range(size).reverse()) {
    const back = range(size)
      .slice(i + 1)
      .map((k) => ` - lo${k}_${i} * step${k}`)
      .join('');
    lines.push(text.float(`step${i}`, `fo${i} / di${i}${back}`));
  }
  return lines;
}

function range(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i);
}
