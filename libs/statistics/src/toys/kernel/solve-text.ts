import type { KernelText } from '@darkreach/kernels';
import { productOf, range, sumOf } from './expression-text.js';
import type { KernelShape } from './kernel-shape.js';
import type { CoefficientText } from './response-text.js';

/**
 * From the sums over bins to the Newton step: gradient gr<p> and Hessian h<p>_<q> by the parameters (chain rule through the
 * coefficients of the rows), parameters held at a bound that they are pushed against, decomposition L D L^T, edm and
 * step<p>.
 */
export function solveStatements(text: KernelText, shape: KernelShape, coefficients: CoefficientText): string[] {
  return [
    ...gradientStatements(text, shape, coefficients),
    ...heldStatements(text, shape),
    ...hessianStatements(text, shape, coefficients),
    ...decomposition(text, shape.parameters.length),
  ];
}

function gradientStatements(text: KernelText, { parameters, rows }: KernelShape, { slope }: CoefficientText): string[] {
  return parameters.map(({ constrained }, p) => {
    const terms = rows.flatMap((_, j) => product(slope(j, p), `v${j}`));
    return text.float(`raw${p}`, sumOf([...terms, ...(constrained ? [`prior${p} * (th${p} - x${p})`] : [])]));
  });
}

/** k<p> is 1 for a parameter that this step moves and 0 for one that it holds; gr<p> the gradient with 0 for the latter. */
function heldStatements(text: KernelText, { parameters }: KernelShape): string[] {
  return parameters.flatMap(({ bounded }, p) => {
    const out = `(th${p} <= lower${p} && raw${p} >= 0.0) || (th${p} >= upper${p} && raw${p} <= 0.0)`;
    const held = p === 0 ? `(pass < 0.5 || ${out})` : `(${out})`;
    if (!bounded) return [text.float(`gr${p}`, `raw${p}`)];
    return [text.float(`k${p}`, `${held} ? 0.0 : 1.0`), text.float(`gr${p}`, `k${p} * raw${p}`)];
  });
}

function hessianStatements(text: KernelText, shape: KernelShape, { slope, curvature }: CoefficientText): string[] {
  const { parameters, rows } = shape;
  const lines: string[] = [];
  // Half of the chain rule: t<k>_<p> = sum over rows of m<j>_<k> d(coefficient j)/d(parameter p).
  parameters.forEach((_, p) => {
    rows.forEach((__, k) => {
      const terms = rows.flatMap((___, j) => product(slope(j, p), `m${Math.max(j, k)}_${Math.min(j, k)}`));
      lines.push(text.float(`t${k}_${p}`, sumOf(terms)));
    });
  });
  const mask = (p: number): string[] => (parameters[p]!.bounded ? [`k${p}`] : []);
  for (const p of range(parameters.length)) {
    for (const q of range(p + 1)) {
      const flat = rows.flatMap((_, k) => product(slope(k, q), `t${k}_${p}`));
      const bent = rows.flatMap((_, k) =>
        product(curvature(k, p, q) === '0.0' ? '0.0' : `(${curvature(k, p, q)})`, `v${k}`),
      );
      const prior = p === q && parameters[p]!.constrained ? [`prior${p}`] : [];
      const sum =
        bent.length > 0 ? `${sumOf([...flat, ...prior])} + exact * (${sumOf(bent)})` : sumOf([...flat, ...prior]);
      if (p !== q) lines.push(text.float(`h${p}_${q}`, productOf([`(${sum})`, ...mask(p), ...mask(q)])));
      else {
        lines.push(text.float(`least${p}`, sumOf([...flat, ...prior])));
        const diagonal = `Math.max(${bent.length > 0 ? sum : `least${p}`}, 0.1 * least${p})`;
        lines.push(text.float(`h${p}_${p}`, mask(p).length > 0 ? `k${p} > 0.5 ? ${diagonal} : 1.0` : diagonal));
      }
    }
  }
  return lines;
}

function product(factor: string, value: string): string[] {
  const text = productOf([factor, value]);
  return text === '0.0' ? [] : [text];
}

function decomposition(text: KernelText, size: number): string[] {
  const lines: string[] = [];
  const minus = (terms: readonly string[]): string => terms.map((term) => ` - ${term}`).join('');
  for (const i of range(size)) {
    for (const j of range(i)) {
      const sum = minus(range(j).map((k) => `lo${i}_${k} * lo${j}_${k} * di${k}`));
      lines.push(text.float(`lo${i}_${j}`, `(h${i}_${j}${sum}) / di${j}`));
    }
    const pivot = minus(range(i).map((k) => `lo${i}_${k} * lo${i}_${k} * di${k}`));
    lines.push(text.float(`di${i}`, `Math.max(h${i}_${i}${pivot}, 1e-5 * h${i}_${i} + 1e-12)`));
    lines.push(text.float(`fo${i}`, `gr${i}${minus(range(i).map((k) => `lo${i}_${k} * fo${k}`))}`));
  }
  lines.push(`  edm = ${sumOf(range(size).map((i) => `fo${i} * fo${i} / di${i}`))};`);
  for (const i of range(size).reverse()) {
    const back = minus(
      range(size)
        .slice(i + 1)
        .map((k) => `lo${k}_${i} * step${k}`),
    );
    lines.push(text.float(`step${i}`, `fo${i} / di${i}${back}`));
  }
  return lines;
}
