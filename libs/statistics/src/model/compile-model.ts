import { checkTemplateModel } from './check-template-model.js';
import { GammaConstraint, type BackgroundGroup, type CompiledModel } from './compiled-model.js';
import { mcErrors } from './mc-errors.js';
import { nuisanceBasis } from './nuisance-basis.js';
import type { TemplateModel, TemplateSample } from './template-model.js';

/**
 * The numbers of a template. Gaussian-constrained systematics act as exp(ln(1 + relative) theta) and are reduced to the
 * fewest equivalent nuisances; the Monte-Carlo error of the signal, sqrt(sum err^2) / sum s, is one more of them, on the
 * signal alone: it does not depend on how the signal is normalised. Bins where nothing is expected are dropped.
 * @throws InvalidModelError when the template has no meaning
 */
export function compileModel(template: TemplateModel): CompiledModel {
  checkTemplateModel(template);
  const errors = mcErrors(template.backgrounds);
  const rows = responseRows(template);
  const kept = template.signal.yields.flatMap((s, b) => (s > 0 || errors.yields.some((y) => y[b]! > 0) ? [b] : []));
  const pick = (values: ArrayLike<number>): Float64Array => Float64Array.from(kept, (b) => values[b]!);
  const signalYield = template.signal.yields.reduce((sum, s) => sum + s, 0);
  const relative = pick(errors.relative);
  const poisson = template.mcConstraint === 'poisson';
  const kind = poisson ? GammaConstraint.poisson : GammaConstraint.normal;
  return {
    kind: 'compiled-model',
    bins: kept.length,
    signalYield,
    shape: pick(template.signal.yields).map((s) => (signalYield > 0 ? s / signalYield : 0)),
    signalResponse: rows.responses[0]!,
    groups: groupBackgrounds(errors.yields.map(pick), errors.carries, rows.responses.slice(1)),
    constrained: rows.constrained,
    gammaKind: Uint8Array.from(relative, (r) => (r > 0 ? kind : GammaConstraint.none)),
    gammaWidth: relative.map((r) => (poisson && r > 0 ? 1 / (r * r) : r)),
    background: pick(
      errors.yields.reduce((sum, y) => sum.map((v, b) => v + y[b]!), new Float64Array(template.signal.yields.length)),
    ),
    ...(template.observed ? { observed: pick(template.observed) } : {}),
  };
}

/** d ln(yield) / d theta of signal (row 0) and backgrounds: the reduced constrained nuisances, then the free ones. */
function responseRows(template: TemplateModel): { responses: Float64Array[]; constrained: boolean[] } {
  const samples = [withMcError(template.signal), ...template.backgrounds];
  const free = names(samples, true);
  const constrained = names(samples, false);
  const basis = nuisanceBasis(samples.map((sample) => constrained.map((name) => logResponse(sample, name))));
  const rank = basis[0]!.length;
  return {
    responses: samples.map((s, i) =>
      Float64Array.from([...basis[i]!, ...free.map((n) => (s.systematics.some((x) => x.name === n) ? 1 : 0))]),
    ),
    constrained: [...Array.from({ length: rank }, () => true), ...free.map(() => false)],
  };
}

function names(samples: readonly TemplateSample[], free: boolean): string[] {
  const all = samples.flatMap((s) => s.systematics.filter((x) => (x.relative === 'free') === free).map((x) => x.name));
  return [...new Set(all)].sort();
}

function logResponse(sample: TemplateSample, name: string): number {
  const relative = sample.systematics.find((s) => s.name === name)?.relative ?? 0;
  return relative === 'free' ? 0 : Math.log1p(relative);
}

function withMcError(signal: TemplateSample): TemplateSample {
  const total = signal.yields.reduce((sum, s) => sum + s, 0);
  const error = Math.hypot(...signal.statErrors);
  if (!(total > 0 && error > 0)) return signal;
  return { ...signal, systematics: [...signal.systematics, { name: '\u0000signal-mc', relative: error / total }] };
}

function groupBackgrounds(
  yields: Float64Array[],
  carries: readonly boolean[],
  responses: Float64Array[],
): BackgroundGroup[] {
  const groups = new Map<string, BackgroundGroup>();
  yields.forEach((values, k) => {
    const response = responses[k]!;
    const key = `${carries[k]} ${response.join(' ')}`;
    const group = groups.get(key);
    const sum = group ? group.yields.map((v, b) => v + values[b]!) : values;
    groups.set(key, { yields: sum, carriesGamma: carries[k]!, response });
  });
  return [...groups.values()];
}
