/** -2 ln L at the minima: never above the reference by more than this. */
const ALLOWED = { usual: 1e-6, large: 1e-4 };

export function fits({ document, expected, isLarge, library }) {
  const model = library.buildModel(library.readWorkspace(document));
  const data = library.observedData(model);
  const fitter = library.createModelFitter(model);
  const { lower, upper } = model.parameters[model.pointOfInterest];
  const references = [
    { name: 'q~', reference: expected.reference_qtilde, range: [Math.max(0, lower), upper] },
    { name: 'q', reference: expected.reference_q, range: [lower, upper] },
  ];
  const above = (what, fit, known) => {
    const found = -2 * library.logLikelihood(model, data, fit.parameters).total;
    const deviation = fit.status === 'converged' ? Math.max(0, found - known) : Infinity;
    return { quantity: '2NLL', what, deviation, allowed: isLarge ? ALLOWED.large : ALLOWED.usual };
  };
  const heldAt = (mu) => library.globalFit(fitter, data, { near: mu, range: [mu, mu] });
  return references.flatMap(({ name, reference, range }) => {
    if (reference === undefined) return [];
    return [
      above(`${name}, free`, library.globalFit(fitter, data, { near: 1, range }), reference.mle.twice_nll),
      above(`${name}, mu = 0`, heldAt(0), reference.asimov_bkg.twice_nll_obs),
      ...reference.hypotest.map(({ mu, twice_nll_fixed_poi }) =>
        above(`${name}, mu = ${mu}`, heldAt(mu), twice_nll_fixed_poi),
      ),
    ];
  });
}
