import { describe, expect, it } from '@jest/globals';
import { campaignText, catalogue } from '../../fixtures/catalogue.js';
import { CAMPAIGN_LIMITS } from './campaign-limits.js';
import { parseCampaign } from './parse-campaign.js';
import { resolveCampaign } from './resolve-campaign.js';
import type { ResolvedSearch } from './resolved-campaign.js';

const resolve = (text: string) => resolveCampaign(parseCampaign(text, 'campaign.yaml'), catalogue);

function firstSearch(text: string): ResolvedSearch {
  const [search] = resolve(text).searches;
  if (search === undefined) throw new Error('no search');
  return search;
}

const masses = (written: string) => firstSearch(campaignText.replace('[1, 2, 3]', written)).masses;
const withSearchLine = (line: string) => `${campaignText}    ${line}\n`;

describe('resolveCampaign', () => {
  it('fills in what the search has by default', () => {
    expect(firstSearch(campaignText)).toEqual({
      channel: 'dark-photon-invisible',
      experiment: 'belle2',
      luminosities: [
        { label: '20 fb^-1', inverseFemtobarn: 20 },
        { label: '50 ab^-1', inverseFemtobarn: 50_000 },
      ],
      masses: [1, 2, 3],
      model: { alphaD: 0.1, shell: 'on' },
      detectorOverrides: {},
      systematics: [],
    });
  });

  it.each([
    [
      'id: dark-photon-invisible',
      'id: dark-foton-invisible',
      '4:9 channels.0.id: "dark-foton-invisible" is no known search, did you mean "dark-photon-invisible"?',
    ],
    [
      'belle2',
      'bele2',
      '5:17 channels.0.experiment: "bele2" is no experiment of dark-photon-invisible, did you mean "belle2"?',
    ],
    [
      'belle2',
      '{preset: cleo}',
      '5:26 channels.0.experiment.preset: "cleo" is no experiment of dark-photon-invisible; allowed: babar, belle2',
    ],
    [
      'belle2',
      '{preset: belle2, overrides: {photonLoss.barel: 1}}',
      '5:46 channels.0.experiment.overrides.photonLoss.barel: "photonLoss.barel" is no input of belle2, did you mean "photonLoss.barrel"?',
    ],
    [
      '[1, 2, 3]',
      '[1, 10.6]',
      '7:17 channels.0.masses.1: 10.6 GeV is beyond phase space; allowed: 0.01 to 10.579 GeV at belle2',
    ],
    ['[1, 2, 3]', '[0.001, 1]', '7:14 channels.0.masses.0: 0.001 GeV is beyond phase space'],
    [
      '[1, 2, 3]',
      '{from: 1, to: 11, points: 3, spacing: log}',
      '7:27 channels.0.masses.to: 11 GeV is beyond phase space',
    ],
    ['[1, 2, 3]', '{from: 2, to: 1, points: 3, spacing: log}', '7:27 channels.0.masses.to: 1 is not above from'],
    [
      '[1, 2, 3]',
      '{from: 9, to: 10, step: 0.001, spacing: resolution}',
      '7:37 channels.0.masses.step: 0.001 gives too many masses',
    ],
  ])('refuses %s written as %s', (found, written, message) => {
    expect(() => resolve(campaignText.replace(found, written))).toThrow(`campaign.yaml:${message}`);
  });

  it.each([
    [
      'model: {alfaD: 0.2}',
      '8:13 channels.0.model.alfaD: "alfaD" is no model parameter of this search, did you mean "alphaD"?',
    ],
    ['model: {alphaD: 2}', '8:21 channels.0.model.alphaD: 2 is out of range; allowed: a number from 0 to 1'],
    ['model: {alphaD: .nan}', '8:21 channels.0.model.alphaD: NaN is no number'],
    ['model: {shell: of}', '8:20 channels.0.model.shell: "of" is no choice, did you mean "on"?; allowed: on, off'],
    [
      'systematics: {effciency: 5%}',
      '8:19 channels.0.systematics.effciency: "effciency" is no uncertainty of this search, did you mean "efficiency"?',
    ],
    [
      'systematics: {efficiency: {relative: 1%, floor: 2%}}',
      '8:53 channels.0.systematics.efficiency.floor: 0.02 is above the uncertainty itself',
    ],
  ])('refuses in a search %s', (line, message) => {
    expect(() => resolve(withSearchLine(line))).toThrow(`campaign.yaml:${message}`);
  });

  it('refuses a search that is there twice and toys whose minimum is above the maximum', () => {
    const twice = campaignText + campaignText.slice(campaignText.indexOf('  - id'));
    expect(() => resolve(twice)).toThrow(
      'campaign.yaml:8:9 channels.1.id: "dark-photon-invisible at belle2" is there twice',
    );
    expect(() => resolve(`${campaignText}statistics: {toys: {minimum: 10, maximum: 5}}\n`)).toThrow(
      '8:30 statistics.toys.minimum: 10 is above the maximum',
    );
  });

  it('refuses more masses or events in total than a plan can list', () => {
    const grid = '{from: 1, to: 2, points: 10000, spacing: log}';
    const second = `  - {id: dark-photon-invisible, experiment: babar, luminosities: [1 fb^-1], masses: ${grid}}\n`;
    const third = `  - {id: zprime-invisible, experiment: belle2, luminosities: [1 fb^-1], masses: [1]}\n`;
    const full = campaignText.replace('[1, 2, 3]', grid) + second;
    expect(resolve(full).searches).toHaveLength(2);
    expect(() => resolve(full + third)).toThrow(
      'campaign.yaml:4:3 channels: 20001 masses are too many; allowed: 20000 over all searches',
    );
    expect(() => resolve(`${full}events: {signal: 1e10}\n`)).toThrow(
      'campaign.yaml:9:9 events: 200000200000000 events are too many',
    );
  });

  it('sorts masses and keeps each once', () => {
    expect(masses('[3, 1, 2, 1.0, 2 GeV, 150 MeV]')).toEqual([0.15, 1, 2, 3]);
  });

  it('spaces masses evenly, or evenly in the logarithm, with both ends', () => {
    expect(masses('{from: 1, to: 2, points: 5, spacing: linear}')).toEqual([1, 1.25, 1.5, 1.75, 2]);
    expect(masses('{from: 0.1, to: 10, points: 3, spacing: log}')).toEqual([0.1, 1, 10]);
    expect(masses(`{from: 0.1, to: 10, points: ${CAMPAIGN_LIMITS.masses}, spacing: log}`)).toHaveLength(
      CAMPAIGN_LIMITS.masses,
    );
  });

  it('steps by the mass resolution and ends at the end', () => {
    const steps = masses('{from: 1, to: 1.5, step: 2, spacing: resolution}');
    expect(steps.slice(0, 3)).toEqual([1, 1.2, 1.366666667]);
    expect(steps.at(-1)).toBe(1.5);
  });

  it('keeps a luminosity once, however it was written', () => {
    const text = campaignText.replace('[20 fb^-1, 50 ab^-1]', '[0.02 ab^-1, 20 fb-1, 20e3 pb^-1, 1.5e3fb⁻¹]');
    expect(firstSearch(text).luminosities).toEqual([
      { label: '0.02 ab^-1', inverseFemtobarn: 20 },
      { label: '1500 fb^-1', inverseFemtobarn: 1500 },
    ]);
  });

  it('completes an uncertainty by what the search says of it', () => {
    const line = 'systematics: {luminosity: 2%, efficiency: {relative: 0.04, reference: 1 ab^-1}}';
    expect(firstSearch(withSearchLine(line)).systematics).toEqual([
      { name: 'efficiency', relative: 0.04, scaling: 'sqrt-luminosity', referenceInverseFemtobarn: 1000, floor: 0.02 },
      { name: 'luminosity', relative: 0.02, scaling: 'constant', referenceInverseFemtobarn: 20, floor: 0 },
    ]);
    expect(firstSearch(withSearchLine('systematics: {efficiency: free}')).systematics[0]?.relative).toBe('free');
  });

  it('takes overrides of the detector and model parameters as they are given', () => {
    const text = withSearchLine('model: {shell: off}').replace(
      'belle2',
      '{preset: belle2, overrides: {photonLoss.barrel: 1e-5}}',
    );
    expect(firstSearch(text)).toMatchObject({
      experiment: 'belle2',
      model: { alphaD: 0.1, shell: 'off' },
      detectorOverrides: { 'photonLoss.barrel': 1e-5 },
    });
  });
});
