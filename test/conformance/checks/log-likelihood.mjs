const ALLOWED = 1e-10;

/** ln L with all constants, and expected events, at the points where pyhf evaluated them; with codes 1 and 0 too. */
export function logLikelihood({ document, expected, library }) {
  const workspace = library.readWorkspace(document);
  const other = (expected.pyhf_code1_code0?.nll_points ?? []).map((point, k) => ({
    ...point,
    pars: expected.nll_points[k].pars,
  }));
  const interpolation = { normsys: 'code1', histosys: 'code0' };
  return [
    ...atPoints(library, library.buildModel(workspace), expected.nll_points, 'point'),
    ...atPoints(library, library.buildModel(workspace, { interpolation }), other, 'codes 1 and 0, point'),
  ];
}

function atPoints(library, model, points, what) {
  const data = library.observedData(model);
  return points.flatMap(({ pars, logpdf, expected_main }, k) => {
    const { total } = library.logLikelihood(model, data, pars);
    const counts = library.expectedCounts(model, pars);
    const events = expected_main.map((count, b) => relative(counts[b], count));
    return [relative(total, logpdf), Math.max(...events)].map((deviation) => ({
      quantity: 'lnL',
      what: `${what} ${k}`,
      deviation,
      allowed: ALLOWED,
    }));
  });
}

function relative(value, known) {
  return Math.abs(value - known) / Math.abs(known || 1);
}
