/** Milliseconds of a free fit from the initial parameters, best of some after the first ones. */
export function fitTime({ document }, library) {
  const model = library.buildModel(library.readWorkspace(document));
  const data = library.observedData(model);
  const fitter = library.createModelFitter(model);
  let best = Infinity;
  for (let run = 0; run < 20; run++) {
    const start = performance.now();
    fitter.fit(data);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
