// Why the limits for Belle II are what they are: the same campaign with one thing changed at a time.

const EXPERIMENT = 'belle2';
const TITLE = 'Belle II';
/** Losses of hard photons in crystals and in the seam; the gaps and the beam pipe stay. */
const CRYSTAL_LOSSES = ['forwardEndcap', 'barrelForward', 'seam', 'barrelBackward', 'backwardEndcap'];
const BACKGROUNDS = ['gamma-gamma', 'three-gamma', 'radiative-bhabha'];
/** Small enough to be nothing, large enough for a fit to hold on to. */
const NEGLIGIBLE = 1e-6;
/** Expected upper limit at 90 % CL with no background at all: no event seen, -ln 0.1 excluded. */
const NO_BACKGROUND = -Math.log(0.1);

const negligible = (name) => ({
  name,
  relative: NEGLIGIBLE,
  scaling: 'constant',
  referenceInverseFemtobarn: 1,
  floor: 0,
});

const withoutNormalisations = (search) => ({
  ...search,
  systematics: [
    ...search.systematics.filter(({ name }) => !BACKGROUNDS.includes(name.replace('-normalisation', ''))),
    ...BACKGROUNDS.map((process) => negligible(`${process}-normalisation`)),
  ],
});

/** What is changed, as a column of the table. */
const VARIANTS = [
  {
    id: 'normalisation',
    title: 'backgrounds known',
    change: (campaign) => ({ ...campaign, searches: campaign.searches.map(withoutNormalisations) }),
  },
  {
    id: 'statistics',
    against: 'normalisation',
    title: 'backgrounds known, 1/10 of the simulated events',
    change: (campaign) => ({
      ...campaign,
      events: { ...campaign.events, background: campaign.events.background / 10 },
      searches: campaign.searches.map(withoutNormalisations),
    }),
  },
  {
    id: 'losses',
    title: '1/10 of the photon loss in crystals and seam',
    change: (campaign, inputs) => ({
      ...campaign,
      searches: campaign.searches.map((search) => ({ ...search, detectorOverrides: scaledLosses(search, inputs) })),
    }),
  },
];

function scaledLosses(search, inputs) {
  const paths = CRYSTAL_LOSSES.flatMap((zone) => [`photonLoss.lowEnergy.${zone}`, `photonLoss.highEnergy.${zone}`]);
  const scaled = paths.map((path) => [path, inputs.find((input) => input.path === path).value / 10]);
  return { ...search.detectorOverrides, ...Object.fromEntries(scaled) };
}

/** The campaign's searches at Belle II, computed with each change. */
export async function computeVariants({ campaign, base, runCampaign, say }) {
  const own = { ...campaign, searches: campaign.searches.filter(({ experiment }) => experiment === EXPERIMENT) };
  if (own.searches.length === 0) return [];
  const { inputs } = base.searches.find(({ experiment }) => experiment === EXPERIMENT);
  const computed = [];
  for (const { id, title, against, change } of VARIANTS) {
    say(`Computing ${TITLE} with: ${title}`);
    computed.push({
      id,
      title,
      against,
      result: await runCampaign(change({ ...own, name: `${own.name}-${id}` }, inputs)),
    });
  }
  return computed;
}

/** A Markdown section: the reference at each mass in signal events, and what the limit would be otherwise. */
export function causesSection({ rows, result, variants, table }) {
  const own = rows.filter(({ experiment, ours }) => experiment === TITLE && Number.isFinite(ours));
  const points = own.map((row) => pointOf(result, row));
  const head = [
    'luminosity',
    'mass [GeV]',
    'background under signal [events]',
    'signal at published coupling [events]',
    'published',
    'ours',
    ...variants.map(({ title }) => title),
    'no background',
  ];
  const lines = own.map((row, i) => {
    const { signalEvents, band } = points[i];
    return [
      row.luminosity,
      String(row.mass),
      band.backgroundInWindow.toPrecision(2),
      (signalEvents * (row.published / 1e-3) ** 2).toPrecision(2),
      coupling(row.published),
      coupling(row.ours),
      ...variants.map((variant) => coupling(pointOf(variant.result, row).coupling[2])),
      coupling(1e-3 * Math.sqrt(NO_BACKGROUND / signalEvents)),
    ];
  });
  const gains = [...new Set(own.map(({ luminosity }) => luminosity))].map((luminosity) =>
    gainSentence(
      luminosity,
      own.filter((row) => row.luminosity === luminosity),
      variants,
    ),
  );
  return [`## ${TITLE}: where the difference comes from`, ...REASONS, table(head, lines), ...gains].join('\n\n');
}

const REASONS = [
  'The table gives our limits with one thing changed at a time. "Backgrounds known" sets the normalisation uncertainties of ' +
    'all simulated backgrounds to nothing; "no background" is the limit with the same signal efficiency if no background ' +
    'event were expected at all, the least that this selection can reach.',
  "- **The reference.** The values for 50 ab^-1 are a submitted sensitivity, converted with m_A' = 3 m_chi and " +
    'alpha_D = 0.1; that it stands for 50 ab^-1 is inferred. Those for 20 fb^-1 are not published: they are scaled with ' +
    'L^(-1/4), a law for limits that background statistics dominate. Where the column of signal events at the published ' +
    'coupling is of the order of a few events, only a search that is nearly free of background in the window could reach it; ' +
    'ours is not one.\n' +
    '- **Assumed photon loss.** Below about 6 GeV every background event has photons that the calorimeter lost. How often ' +
    'crystals, the gaps and the seam at 90 degrees lose a photon, and how often the muon system then sees it, is not ' +
    'published; the yields scale with these assumed probabilities (for two lost photons with their product).\n' +
    '- **Floors of systematic uncertainties.** Normalisations improve with luminosity down to an assumed floor (10 % for ' +
    'gamma gamma and three photons, 5 % for radiative Bhabha events). From some luminosity on a background that has the shape ' +
    'of the signal, as the gamma gamma peak has near m = 0, can no longer be told from it by more data.\n' +
    '- **Monte-Carlo statistics.** Where a background sample is worth less than the luminosity of the curve (see the table ' +
    'of samples), its error bin by bin weakens the limit; a tenth of the events shows by how much.\n' +
    '- **The selection.** It is a set of fixed fiducial curves and no multivariate selection; the photon energies are fitted ' +
    'in bins of the recoil mass only, and the polar angle, which tells lost photons from signal, is not fitted.',
];

/** The limit without a change over the limit with it: above 1 the change makes the limit stronger. */
function gainSentence(luminosity, rows, variants) {
  const phrases = variants.map(({ title, against, result }) => {
    const before = variants.find(({ id }) => id === against);
    const limit = (row) => (before === undefined ? row.ours : pointOf(before.result, row).coupling[2]);
    const factors = rows.map((row) => limit(row) / pointOf(result, row).coupling[2]);
    const mean = Math.exp(factors.reduce((sum, factor) => sum + Math.log(factor), 0) / factors.length);
    const size = (index) => Math.abs(Math.log(factors[index]));
    const most = factors.reduce((best, _, index) => (size(index) > size(best) ? index : best), 0);
    const than = before === undefined ? '' : ` (against "${before.title}")`;
    return `"${title}"${than} ${mean.toFixed(2)}, farthest from 1 ${factors[most].toFixed(2)} at ${rows[most].mass} GeV`;
  });
  return `At ${luminosity}, limit without the change over limit with it (geometric mean over the masses): ${phrases.join('; ')}.`;
}

function pointOf(result, { luminosity, mass }) {
  const curve = result.curves.find((one) => one.experiment === EXPERIMENT && one.luminosity.label === luminosity);
  return curve.points.reduce((best, point) =>
    Math.abs(point.mass - mass) < Math.abs(best.mass - mass) ? point : best,
  );
}

function coupling(value) {
  return Number.isFinite(value) ? value.toExponential(2) : 'none';
}
