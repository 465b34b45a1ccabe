import { describe, expect, it } from '@jest/globals';
import { campaignText } from '../../fixtures/catalogue.js';
import { CampaignSpecError } from '../errors.js';
import { CAMPAIGN_LIMITS } from './campaign-limits.js';
import { parseCampaign } from './parse-campaign.js';

/** The one-line message with which a text is refused. */
function refusal(text: string): string {
  try {
    parseCampaign(text, 'campaign.yaml');
  } catch (error) {
    if (error instanceof CampaignSpecError) return error.message;
    throw error;
  }
  throw new Error(`accepted: ${text}`);
}

const LUMINOSITIES = 'luminosities: [20 fb^-1, 50 ab^-1]';
const withLuminosities = (written: string) => refusal(campaignText.replace(LUMINOSITIES, `luminosities: ${written}`));
const withMasses = (written: string) => refusal(campaignText.replace('[1, 2, 3]', written));
const withLine = (written: string) => refusal(`${campaignText}${written}\n`);

describe('parseCampaign', () => {
  it('reads a short file and fills in the defaults', () => {
    const { document } = parseCampaign(campaignText, 'campaign.yaml');
    expect(document).toMatchObject({
      seed: 1,
      events: { signal: 1e6, background: 1e8 },
      statistics: { cl: 0.9, method: 'auto', toys: { minimum: 2000, maximum: 50_000, error: 0.02 } },
      output: { formats: ['csv', 'json', 'svg', 'png', 'pdf'] },
    });
    expect(document.channels[0]?.luminosities).toEqual([
      { label: '20 fb^-1', inverseFemtobarn: 20 },
      { label: '50 ab^-1', inverseFemtobarn: 50_000 },
    ]);
  });

  it('carries every field of the place in the error', () => {
    let caught: unknown;
    try {
      parseCampaign(campaignText.replace(LUMINOSITIES, 'luminosities: [20 fb^-1, "50"]'), 'reach.yaml');
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({
      name: 'CampaignSpecError',
      retryable: false,
      file: 'reach.yaml',
      line: 6,
      column: 30,
      path: 'channels.0.luminosities.1',
      given: '"50"',
      problem: 'has no unit',
    });
  });

  it('refuses a luminosity without unit, at its place', () => {
    expect(withLuminosities('[20 fb^-1, "50"]')).toBe(
      'campaign.yaml:6:30 channels.0.luminosities.1: "50" has no unit; allowed: pb^-1, fb^-1, ab^-1, e.g. "50 ab^-1"',
    );
    expect(withLuminosities('[50]')).toMatch(/^campaign.yaml:6:20 channels.0.luminosities.0: 50 has no unit/);
  });

  it.each([
    ['[0 fb^-1]', '6:20 channels.0.luminosities.0: "0 fb^-1" is not positive'],
    ['[-5 fb^-1]', '6:20 channels.0.luminosities.0: "-5 fb^-1" is not positive'],
    ['[.nan]', '6:20 channels.0.luminosities.0: NaN is no luminosity'],
    ['[nan fb^-1]', '6:20 channels.0.luminosities.0: "nan fb^-1" is no luminosity'],
    ['[50.1 ab^-1]', '6:20 channels.0.luminosities.0: "50.1 ab^-1" is more than the limit'],
    ['[1e999 ab^-1]', '6:20 channels.0.luminosities.0: "1e999 ab^-1" is more than the limit'],
    ['[]', '6:19 channels.0.luminosities: an empty list is not allowed here'],
    ['', '6:19 channels.0.luminosities: nothing is given'],
    [
      `[${'1 fb^-1, '.repeat(CAMPAIGN_LIMITS.luminosities + 1)}]`,
      '6:19 channels.0.luminosities: a list has too many entries',
    ],
  ])('refuses the luminosities %s', (written, message) => {
    expect(withLuminosities(written)).toContain(`campaign.yaml:${message}`);
  });

  it.each([
    ['[1, .nan]', '7:17 channels.0.masses.1: NaN is no finite number'],
    ['[1, .inf]', '7:17 channels.0.masses.1: Infinity is no finite number'],
    ['[0]', '7:14 channels.0.masses.0: 0 is not positive'],
    ['[-1 GeV]', '7:14 channels.0.masses.0: "-1 GeV" is not positive'],
    ['[1 TeV]', '7:14 channels.0.masses.0: "1 TeV" is no mass'],
    ['[]', '7:13 channels.0.masses: an empty list is not allowed here'],
    ['5', '7:13 channels.0.masses: 5 is not allowed here'],
    ['{from: 1, to: 2, points: 1000000000, spacing: log}', '7:38 channels.0.masses.points: 1000000000 is out of range'],
    ['{from: 1, to: 2, points: 1, spacing: log}', '7:38 channels.0.masses.points: 1 is out of range'],
    ['{from: 1, to: 2, points: 5}', '7:13 channels.0.masses.spacing: is missing'],
    [
      '{from: 1, to: 2, points: 5, spacing: logg}',
      '7:50 channels.0.masses.spacing: "logg" is not known, did you mean "log"?',
    ],
    [
      '{from: 1, to: 2, spacing: log, pionts: 3}',
      '7:44 channels.0.masses.pionts: "pionts" is not a known key, did you mean "points"?',
    ],
    ['{from: 1, to: 2, spacing: resolution, step: .nan}', '7:57 channels.0.masses.step: NaN is no number'],
    ['{from: 1, to: 2, spacing: resolution, step: 0}', '7:57 channels.0.masses.step: 0 is out of range'],
  ])('refuses the masses %s', (written, message) => {
    expect(withMasses(written)).toContain(`campaign.yaml:${message}`);
  });

  it.each([
    ['seed: 1.5', '8:7 seed: 1.5 is no whole number'],
    ['seed: -1', '8:7 seed: -1 is negative'],
    ['seed: .nan', '8:7 seed: NaN is no whole number'],
    ['seed: seven', '8:7 seed: "seven" is no whole number'],
    ['seed: 99999999999999999999', '8:7 seed: 100000000000000000000 is out of range'],
    ['sede: 1', '8:1 sede: "sede" is not a known key, did you mean "seed"?'],
    ['events: {signal: 1e13}', '8:18 events.signal: 10000000000000 is out of range'],
    ['statistics: {cl: 1.5}', '8:18 statistics.cl: 1.5 is out of range'],
    ['statistics: {cl: .nan}', '8:18 statistics.cl: NaN is no fraction'],
    ['statistics: {method: toy}', '8:22 statistics.method: "toy" is not known, did you mean "toys"?'],
    ['statistics: {toys: {maximum: 1e7}}', '8:30 statistics.toys.maximum: 10000000 is out of range'],
    ['output: {formats: [csv, gif]}', '8:25 output.formats.1: "gif" is not known'],
    ['name: again', '8:1 YAML: "name" is there twice'],
    ['seed: !secret 1', '8:7 YAML: Unresolved tag: !secret'],
    ['seed: *nowhere', '8:7 YAML: Unresolved alias'],
    ['__proto__: {seed: 1}', '8:1 __proto__: "__proto__" is not a known key'],
    ['seed: [1', '9:1 YAML: Flow sequence'],
  ])('refuses the line %s', (written, message) => {
    expect(withLine(written)).toContain(`campaign.yaml:${message}`);
  });

  it.each([
    ['systematics: {efficiency: 5 percent}', '8:31 channels.0.systematics.efficiency: "5 percent" is no fraction'],
    [
      'systematics: {efficiency: {relativ: 1}}',
      'systematics.efficiency.relativ: "relativ" is not a known key, did you mean "relative"?',
    ],
    ['model: {alphaD: [1]}', '8:21 channels.0.model.alphaD: a list is no number and no name'],
    ['model: 3', '8:12 channels.0.model: 3 is not allowed here'],
  ])('refuses in a search the line %s', (written, message) => {
    expect(refusal(`${campaignText}    ${written}\n`)).toContain(message);
  });

  it('refuses a wrong version, an empty file and a missing part', () => {
    expect(refusal(campaignText.replace('/v1', '/v2'))).toBe(
      'campaign.yaml:1:13 apiVersion: "darkreach/v2" is not known, did you mean "darkreach/v1"?; allowed: darkreach/v1',
    );
    expect(refusal('')).toMatch(/^campaign.yaml:1:1 document: nothing is given; allowed: apiVersion/);
    expect(refusal('apiVersion: darkreach/v1\nname: reach\n')).toMatch(/^campaign.yaml:1:1 channels: is missing/);
    expect(refusal('apiVersion: darkreach/v1\nname: reach\nchannels: []\n')).toMatch(
      /^campaign.yaml:3:11 channels: an empty list/,
    );
  });

  it('names a misspelled key before it misses the right one', () => {
    expect(refusal(campaignText.replace('channels', 'chanels'))).toContain(
      '3:1 chanels: "chanels" is not a known key, did you mean "channels"?',
    );
  });

  it('refuses strings beyond the limit and control characters', () => {
    const id = (written: string) => refusal(campaignText.replace('dark-photon-invisible', written));
    expect(id('x'.repeat(CAMPAIGN_LIMITS.stringLength + 1))).toMatch(
      /^campaign.yaml:4:9 channels.0.id: .* has the wrong length/,
    );
    expect(id('"a\\nb"')).toContain('4:9 channels.0.id: "a\\nb" holds control characters');
  });

  it.each(['../up', 'a/b', '..', '"a\\nb"', '" "', '-x', 'x'.repeat(CAMPAIGN_LIMITS.nameLength + 1), '7'])(
    'refuses the name %s, which cannot be a folder',
    (written) => {
      expect(refusal(campaignText.replace('name: reach', `name: ${written}`))).toMatch(
        /^campaign.yaml:2:7 name: .* is no (name|string)/,
      );
    },
  );

  it('refuses an alias bomb without unfolding it', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [name, of] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf', 'hg', 'ih'].map((pair) => [...pair])) {
      bomb.push(`${name}: &${name} [${`*${of}, `.repeat(9)}]`);
    }
    expect(refusal(bomb.join('\n'))).toMatch(/^campaign.yaml:9:\d+ YAML: Excessive alias count/);
  });

  it('lets two searches share a grid through an alias, and finds the place inside it', () => {
    const shared = (mass: string) => `${campaignText.replace('[1, 2, 3]', `&grid [1, ${mass}]`)}  - id: other
    experiment: babar
    luminosities: [1 fb^-1]
    masses: *grid
`;
    expect(parseCampaign(shared('2'), 'x.yaml').document.channels[1]?.masses).toEqual([1, 2]);
    expect(refusal(shared('.nan'))).toContain('campaign.yaml:7:23 channels.0.masses.1: NaN');
  });

  it('refuses brackets nested without end and a file beyond the limit', () => {
    expect(refusal('['.repeat(50_000))).toMatch(/^campaign.yaml:1:\d+ YAML: the nesting is too deep/);
    expect(refusal(' '.repeat(CAMPAIGN_LIMITS.fileBytes + 1))).toContain(
      'campaign.yaml:1:1 document: the file is too large',
    );
  });

  it('stays on one line whatever was written', () => {
    for (const text of ['"a\\nb\\u2028": 1', '"\\u202e": x', 'name: "\\e[31m"\nchannels: 1', 'a: "x\ny', '\u0000']) {
      expect(refusal(text)).toMatch(/^campaign\.yaml:\d+:\d+ [^\p{C}\u2028\u2029]+$/u);
    }
  });
});
