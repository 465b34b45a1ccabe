import { describe, expect, it } from '@jest/globals';
import { sampleCurve, samplePoint, sampleResult, withoutLimit } from '../../fixtures/sample-result.js';
import { limitsCsv } from './limits-csv.js';

const point = {
  ...samplePoint(1, 1e-3),
  coupling: [0.1, 0.25, 1 / 3, 1e-7, 2e21] as const,
  signalEvents: 250,
};
const curve = {
  ...sampleCurve('babar', '53 fb^-1', 53, 1e-3),
  points: [point, { ...withoutLimit(point), note: 'far, "very"' }],
};

const template = sampleResult.histograms.find(({ mass }) => mass !== undefined)!;
const histograms = [{ ...template, mass: 1 }];

const golden = [
  'channel,experiment,luminosity,luminosity [fb^-1],mass [GeV],region,coupling -2 sigma [1],coupling -1 sigma [1],' +
    'coupling median [1],coupling +1 sigma [1],coupling +2 sigma [1],coupling median error [1],cl [1],status,method,' +
    'toys [1],failed fits [1],background under signal [events],signal at coupling 1e-3 [events],efficiency [1],' +
    'efficiency error [1],note',
  'dark-photon-invisible,babar,53 fb^-1,53,1,low-mass,0.1,0.25,0.3333333333333333,1e-7,2e+21,0,0.9,ok,asymptotic,0,0,120,250,' +
    '0.05,0.0002,',
  'dark-photon-invisible,babar,53 fb^-1,53,1,low-mass,nan,nan,nan,nan,nan,nan,0.9,outside-range,asymptotic,0,0,120,250,' +
    '0.05,0.0002,"far, ""very"""',
  '',
].join('\n');

describe('limitsCsv', () => {
  it('writes one line for each curve and mass, with units in the header', () => {
    expect(limitsCsv({ curves: [curve], histograms })).toBe(golden);
  });

  it('loses no bit of a number', () => {
    const [, line] = limitsCsv({ curves: [curve], histograms }).split('\n');
    expect(line!.split(',').slice(6, 11).map(Number)).toEqual(point.coupling);
  });

  it('names the selection in which each mass is searched, and none where no template was kept', () => {
    const { curves, histograms: all } = sampleResult;
    const regions = (text: string): readonly string[] =>
      text
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[5]!);
    const found = regions(limitsCsv({ curves: [curves[1]!], histograms: all }));
    expect(found).toEqual(curves[1]!.points.map(({ mass }) => (mass < 6 ? 'low-mass' : 'high-mass')));
    expect(new Set(regions(limitsCsv({ curves, histograms: [] })))).toEqual(new Set(['']));
  });

  it('is a header alone where there is no curve', () => {
    expect(limitsCsv({ curves: [], histograms }).split('\n')).toHaveLength(2);
  });
});
