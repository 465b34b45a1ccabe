// The models whose coverage is studied: n ~ Pois(mu + b), with b known or with a log-normal error of 15 %.
import { buildModel } from '../../dist/libs/statistics/src/model/build-model.js';
import { countingUpperLimit, poissonCdf } from '../../dist/libs/statistics/src/statements/counting/counting.js';

export const CL = 0.9;
const RELATIVE = 0.15;
const BACKGROUNDS = [0.5, 3, 100];

/**
 * Every background, known or not, with a weak true signal, one just above the median expected limit and one of twice that
 * (CLs, which covers too often by design, comes down to its level for signals that are seen). The last is not judged where
 * less than one background event is expected and uncertain: docs/statistics.md says why.
 */
export function coverageCases() {
  return BACKGROUNDS.flatMap((background) =>
    [false, true].flatMap((uncertain) =>
      signals(background).map((mu, k) => ({
        ...{ background, uncertain, mu, judged: !(uncertain && background < 1 && k === 2) },
        model: modelOf(background, uncertain, mu),
      })),
    ),
  );
}

function signals(background) {
  const median = medianLimit(background);
  return [0.5 * Math.sqrt(background) + 1, 1.02 * median, 2 * median];
}

function modelOf(background, uncertain, mu) {
  const error = { name: 'background', type: 'normsys', data: { hi: 1 + RELATIVE, lo: 1 / (1 + RELATIVE) } };
  const samples = [
    { name: 'signal', data: [1], modifiers: [{ name: 'mu', type: 'normfactor', data: null }] },
    { name: 'background', data: [background], modifiers: uncertain ? [error] : [] },
  ];
  const bounds = [[0, 20 + 10 * (mu + background)]];
  return buildModel({
    version: '1.0.0',
    channels: [{ name: 'count', samples }],
    observations: [{ name: 'count', data: [Math.round(background)] }],
    measurements: [{ name: 'count', config: { poi: 'mu', parameters: [{ name: 'mu', bounds }] } }],
  });
}

/** The model with n events observed, and the background measured to be a standard deviations off. */
export function withData(model, n, a) {
  return {
    ...model,
    observed: Float64Array.of(n),
    parameters: model.parameters.map((parameter) =>
      parameter.constraint.kind === 'normal'
        ? { ...parameter, constraint: { ...parameter.constraint, aux: a } }
        : parameter,
    ),
  };
}

/** The exact CLs limit of the median count without signal. */
function medianLimit(background) {
  let n = 0;
  while (poissonCdf(n, background) < 0.5) n++;
  return countingUpperLimit(n, background, CL);
}
