const ALLOWED = 1e-3;
/** The scans that are stored for this case with pyhf are not those of its workspace: pyhf 0.7.6 gives the reference there. */
const OTHER_WORKSPACE = 'c2p_one_bin_sys_histosys_uncorr';

/**
 * Scans of 2 [-ln L(mu) + ln L(mu-hat)] of other programs: those of pyhf, and those of Combine with normalisation
 * uncertainties where it interpolates and treats Monte-Carlo errors as HistFactory does (pulls from -1 down).
 */
export function publishedScans({ name, document, expected, library }) {
  const scans = expected.published_scans;
  if (scans === undefined) return [];
  if (name === OTHER_WORKSPACE) return [{ quantity: 'scan', skipped: 'the stored scan is of another workspace' }];
  const model = library.buildModel(library.readWorkspace(document));
  const data = library.observedData(model);
  const fitter = library.createModelFitter(model);
  const free = library.globalFit(fitter, data, { near: 1 });
  const points = Object.entries({ pyhf: scans.pyhf, combine: scans.combine }).flatMap(([tool, { r, nll }]) =>
    r.map((mu, k) => ({ tool, mu, known: nll[k] })),
  );
  return points
    .filter(({ tool, mu }) => tool === 'pyhf' || (name.includes('normsys') && mu < 1))
    .map(({ tool, mu, known }) => ({
      quantity: 'scan',
      what: `${tool} at ${mu}`,
      deviation: Math.abs(2 * (fitter.fit(data, { fixedAt: mu }).value - free.value) - known),
      allowed: ALLOWED,
    }));
}
