import type {
  CampaignResult,
  LimitCurve,
  LimitPoint,
  NamedHistogram,
  PublishedLimit,
  SearchSummary,
} from '@darkreach/campaign';
import { binCentre, emptyHistogram, regularAxis } from '@darkreach/histogram';

/*
 * A campaign result for specs, of the size of a real one. Every number in it is made up, by formulas that only look like
 * limits: nothing here is physics.
 */

const babar = { channel: 'dark-photon-invisible', experiment: 'babar', title: 'BaBar' };
const belle2 = { channel: 'dark-photon-invisible', experiment: 'belle2', title: 'Belle II' };
type Experiment = 'babar' | 'belle2';

/** Selections of each experiment and the masses from which on they are used, GeV. */
const selections: Readonly<Record<Experiment, readonly (readonly [region: string, from: number])[]>> = {
  babar: [['low-mass', 0]],
  belle2: [
    ['low-mass', 0],
    ['high-mass', 6],
  ],
};

function regionOf(experiment: Experiment, mass: number): string {
  return selections[experiment].filter(([, from]) => mass >= from).at(-1)![0];
}

/** 41 masses from 0.1 to 8 GeV, equal steps of the logarithm. */
export const sampleMasses: readonly number[] = Array.from({ length: 41 }, (_, i) =>
  Number((0.1 * 80 ** (i / 40)).toPrecision(6)),
);

/** One point with a median of `scale` times a bumpy shape. */
export function samplePoint(mass: number, scale: number): LimitPoint {
  const bump = 1 + 0.5 * Math.exp(-(((mass - 3) / 0.6) ** 2)) + 1.4 * Math.exp(-(((mass - 6.2) / 0.9) ** 2));
  const median = scale * bump * (1 - 0.05 * Math.log(mass));
  const coupling = [0.72, 0.84, 1, 1.2, 1.44].map((factor) => median * factor) as unknown as LimitPoint['coupling'];
  const expected = coupling.map((value) => (value / 1e-3) ** 2) as unknown as LimitPoint['coupling'];
  return {
    mass,
    coupling,
    couplingError: 0,
    band: {
      kind: 'limit-band',
      statement: 'upper-limit-cls',
      status: 'ok',
      method: 'asymptotic',
      cl: 0.9,
      expected,
      medianError: 0,
      scan: [{ mu: expected[2], clsExpected: [0.01, 0.04, 0.1, 0.25, 0.5], error: 0, toys: 0 }],
      toys: 0,
      refittedToys: 0,
      failedFits: 0,
      backgroundInWindow: 120 * mass,
    },
    signalEvents: 250,
    efficiency: 0.05,
    efficiencyError: 0.0002,
  };
}

/** The point without a limit. */
export function withoutLimit(point: LimitPoint): LimitPoint {
  const none = [Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN] as const;
  return {
    ...point,
    coupling: none,
    couplingError: Number.NaN,
    band: { ...point.band, status: 'outside-range', expected: none },
  };
}

/** A curve through the sample masses; outside-range at the last, outside the validity above 7 GeV. */
export function sampleCurve(
  experiment: Experiment,
  label: string,
  inverseFemtobarn: number,
  scale: number,
): LimitCurve {
  const points = sampleMasses.map((mass) => {
    const point = samplePoint(mass, scale);
    return mass > 7 ? { ...point, note: 'recoil mass beyond the trigger, stated up to 7 GeV' } : point;
  });
  return {
    kind: 'limit-curve',
    channel: 'dark-photon-invisible',
    experiment,
    luminosity: { label, inverseFemtobarn },
    points: [...points.slice(0, -1), withoutLimit(points.at(-1)!)],
    backgrounds: selections[experiment].flatMap(([region], i) => [
      background(region, 'gamma-gamma', 'e+ e- -> gamma gamma', 4000 * 5 ** i * inverseFemtobarn),
      background(region, 'gamma-gamma-gamma', 'e+ e- -> gamma gamma gamma', 900 * 5 ** i * inverseFemtobarn),
      background(region, 'radiative-bhabha', 'e+ e- -> e+ e- gamma', 2500 * 5 ** i * inverseFemtobarn),
    ]),
  };
}

function background(region: string, process: string, title: string, events: number): LimitCurve['backgrounds'][number] {
  const statistics = {
    relativeStatError: 0.004,
    generatedEvents: 1e8,
    effectiveEvents: 6e4,
    equivalentLuminosity: 160,
  };
  return { process, region, title, events, ...statistics };
}

const recoil = regularAxis({ name: 'M_rec^2', unit: 'GeV^2', bins: 300, low: -6, high: 69 });

function template(
  experiment: Experiment,
  { process, region, mass }: Pick<NamedHistogram, 'process' | 'region' | 'mass'>,
  shape: (x: number) => number,
): NamedHistogram {
  const histogram = emptyHistogram(recoil);
  for (let i = 0; i < recoil.bins; i += 1) {
    const weight = shape(binCentre(recoil, i));
    histogram.sumw[i + 1] = weight;
    histogram.sumw2[i + 1] = weight * 0.01;
  }
  const filled = { ...histogram, entries: 60_000 };
  const named = { channel: 'dark-photon-invisible', experiment, process, region, histogram: filled };
  return mass === undefined ? named : { ...named, mass };
}

function gauss(x: number, mean: number, width: number): number {
  return Math.exp(-0.5 * ((x - mean) / width) ** 2) / (width * Math.sqrt(2 * Math.PI));
}

function templates(experiment: Experiment): readonly NamedHistogram[] {
  const backgrounds = selections[experiment].flatMap(([region], i) => [
    template(experiment, { process: 'gamma-gamma', region }, (x) => 5 ** i * 4000 * 0.25 * gauss(x, 0, 1.6)),
    template(
      experiment,
      { process: 'gamma-gamma-gamma', region },
      (x) => 5 ** i * (3 / (1 + Math.exp(-x)) + 0.03 * Math.max(0, x)),
    ),
    template(experiment, { process: 'radiative-bhabha', region }, (x) => 5 ** i * 0.02 * Math.exp(Math.max(0, x) / 9)),
  ]);
  const signals = sampleMasses.map((mass) =>
    template(
      experiment,
      { process: 'signal', region: regionOf(experiment, mass), mass },
      (x) => 5 * 0.25 * gauss(x, mass * mass, 0.7 + mass / 10),
    ),
  );
  return [...backgrounds, ...signals];
}

function published(
  limit: Pick<PublishedLimit, 'experiment' | 'luminosity' | 'kind' | 'source' | 'trust'>,
  values: readonly (readonly [number, number])[],
): readonly PublishedLimit[] {
  return values.map(([mass, coupling]) => ({ ...limit, mass, coupling, cl: 0.9 }));
}

/** Points that are about where published ones are; made up. */
const points: readonly PublishedLimit[] = [
  ...published(
    { experiment: 'BaBar', luminosity: '53 fb^-1', kind: 'observed', source: 'Lees:2017lec', trust: 'digitised' },
    [
      [0.1, 9.5e-4],
      [0.5, 9.6e-4],
      [1, 9.7e-4],
      [2, 8.2e-4],
      [3, 7.5e-4],
      [4, 4.6e-4],
      [5, 5.5e-4],
      [6, 1.3e-3],
      [7, 9.5e-4],
    ],
  ),
  ...published(
    {
      experiment: 'Belle II',
      luminosity: '20 fb^-1',
      kind: 'expected (derived)',
      source: 'Kou:2018nap',
      trust: 'weak',
    },
    [
      [0.2, 3e-4],
      [1, 2.9e-4],
      [3, 4.4e-4],
      [7, 8.5e-4],
    ],
  ),
  ...published(
    {
      experiment: 'Belle II',
      luminosity: '50000 fb^-1',
      kind: 'expected (projection)',
      source: 'espp',
      trust: 'medium',
    },
    [
      [0.2, 4.3e-5],
      [1, 4.1e-5],
      [3, 6.2e-5],
      [7, 1.2e-4],
    ],
  ),
  ...published(
    {
      experiment: 'NA64',
      luminosity: '2.84e11 electrons on target',
      kind: 'observed',
      source: 'NA64:2019imj',
      trust: 'good',
    },
    [
      [0.01, 3.3e-5],
      [0.1, 3.5e-4],
      [0.2, 8.5e-4],
      [0.5, 3.4e-3],
    ],
  ),
];

function search({ channel, experiment, title }: typeof babar): SearchSummary {
  return {
    channel,
    title: 'Invisible dark photon',
    reaction: "e+ e- -> gamma A', A' -> chi chibar",
    coupling: { symbol: 'epsilon', name: 'kinetic mixing' },
    mass: { symbol: "m_A'", name: 'dark photon mass' },
    experiment,
    experimentTitle: title,
    citations: [
      {
        key: 'Lees:2017lec',
        title: 'Search for Invisible Decays of a Dark Photon Produced in $e^+e^-$ Collisions at BaBar',
        authors: 'BaBar Collaboration',
        year: 2017,
        arxiv: '1702.03327',
        doi: '10.1103/PhysRevLett.119.131804',
      },
      {
        key: 'Kou:2018nap',
        title: 'The Belle II Physics Book',
        authors: 'E. Kou, P. Urquijo et al.',
        year: 2018,
        arxiv: '1808.10567',
      },
      {
        key: 'espp',
        title: 'A benchmark file & its 100 % of rows',
        authors: 'Dark sector working group',
        year: 2026,
        url: 'https://example.org/espp?a=1&b=2',
      },
      {
        key: 'NA64:2019imj',
        title: 'Dark matter search in missing energy events with NA64',
        authors: 'NA64 Collaboration',
        year: 2019,
        arxiv: '1906.00176',
      },
    ],
    published: points,
    inputs: [
      { path: 'photonLoss.barrel', value: 3e-6, unit: '1', trust: 'assumed', source: 'an estimate' },
      { path: 'veto.ifr', value: 0.9, unit: '1', trust: 'calibrated', source: 'arXiv:1702.03327' },
      { path: 'resolution.energy', value: 0.025, unit: '1', trust: 'published', source: 'arXiv:1305.3560' },
    ],
    selection: [{ name: 'photon energy', quantity: 'E*', operator: '>', value: 3, unit: 'GeV' }],
  };
}

const curves: readonly LimitCurve[] = [
  sampleCurve('babar', '53 fb^-1', 53, 8e-4),
  sampleCurve('belle2', '20 fb^-1', 20, 3.2e-4),
  sampleCurve('belle2', '50 ab^-1', 50_000, 4.4e-5),
];

/** BaBar at 53 fb^-1, Belle II at 20 fb^-1 and 50 ab^-1; made-up numbers. */
export const sampleResult: CampaignResult = {
  kind: 'campaign-result',
  digest: 'c0ffee0123456789abcdef0123456789abcdef0123456789abcdef0123456789',
  campaign: {
    kind: 'resolved-campaign',
    apiVersion: 'darkreach/v1',
    name: 'sample',
    seed: 42,
    searches: [
      {
        channel: 'dark-photon-invisible',
        experiment: 'babar',
        luminosities: [{ label: '53 fb^-1', inverseFemtobarn: 53 }],
        masses: sampleMasses,
        model: {},
        detectorOverrides: {},
        systematics: [],
      },
    ],
    events: { signal: 1e6, background: 1e8 },
    statistics: { cl: 0.9, method: 'auto', toys: { minimum: 1000, maximum: 100_000, error: 0.02 } },
    output: { formats: ['csv', 'json', 'svg', 'png', 'pdf'] },
  },
  status: 'complete',
  searches: [search(babar), search(belle2)],
  curves,
  histograms: [...templates('babar'), ...templates('belle2')],
  statistics: {
    events: 241_000_000,
    toys: 0,
    failedFits: 0,
    refittedToys: 0,
    clippedEvents: 0,
    shards: 130,
    workers: 2,
    simulateSeconds: 31.5,
    fitSeconds: 2.25,
    device: { backend: 'webasm', adapter: 'webasm', digest: 'abc', rejected: [] },
  },
};
