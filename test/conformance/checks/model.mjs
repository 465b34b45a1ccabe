/** Reading and writing, and what pyhf calls the configuration of the model, which must agree in every number. */
export function model({ document, expected, library }) {
  const workspace = library.readWorkspace(document);
  const { regions, parameters, parameterSets, pointOfInterest, observed } = library.buildModel(workspace);
  const aux = library.observedData(library.buildModel(workspace)).aux;
  const wanted = expected.model;
  const pairs = {
    'round trip': [JSON.parse(library.writeWorkspace(workspace)), document],
    regions: [regions.map(({ name }) => name), wanted.channels],
    bins: [regions.map(({ bins }) => bins), wanted.nbins_per_channel],
    parameters: [parameters.map(({ name }) => name), wanted.parameters],
    inits: [parameters.map(({ initial }) => initial), wanted.inits],
    bounds: [parameters.map(({ lower, upper }) => [lower, upper]), wanted.bounds],
    fixed: [parameters.map(({ fixed }) => fixed), wanted.fixed],
    'parameter of interest': [pointOfInterest, wanted.poi_index],
    observed: [[...observed], wanted.observed_main],
  };
  const measured = wanted.auxdata_order.flatMap((name) => {
    const { first, size } = parameterSets.find((set) => set.name === name);
    return [...aux.subarray(first, first + size)];
  });
  const same = Object.entries(pairs).map(([what, [found, known]]) => ({
    quantity: 'model',
    what,
    deviation: isEqual(found, known) ? 0 : Infinity,
    allowed: 0,
  }));
  return [...same, ...auxiliary(measured, wanted.auxdata)];
}

function auxiliary(found, known) {
  const deviation =
    found.length === known.length ? found.map((a, i) => Math.abs(a - known[i]) / Math.abs(known[i] || 1)) : [Infinity];
  return [{ quantity: 'model', what: 'auxiliary data', deviation: Math.max(0, ...deviation), allowed: 1e-12 }];
}

/** Equality of JSON values; the order of members does not count. */
function isEqual(a, b) {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && isEqual(a[key], b[key]));
}
