import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { applyPatch, type Operation } from 'rfc6902';
import { everyModifier } from '../../fixtures/every-modifier.js';
import { InvalidWorkspaceError } from '../errors.js';
import { readWorkspace } from './read-workspace.js';
import { writeWorkspace } from './write-workspace.js';

const FIXTURES = new URL('../../fixtures/', import.meta.url);
const workspaces = readdirSync(FIXTURES).filter((file) => /^[a-z0-9_]+\.json$/.test(file));

function changed(...operations: Operation[]): unknown {
  const document: unknown = JSON.parse(JSON.stringify(everyModifier));
  expect(applyPatch(document, operations).filter((error) => error !== null)).toEqual([]);
  return document;
}

function set(path: string, value: unknown): Operation {
  return { op: 'add', path, value };
}

/** Replaces what is there, also in a list. */
function put(path: string, value: unknown): Operation {
  return { op: 'replace', path, value };
}

function refusal(document: unknown): InvalidWorkspaceError {
  try {
    readWorkspace(document);
  } catch (error) {
    if (error instanceof InvalidWorkspaceError) return error;
    throw error;
  }
  throw new Error('the workspace was read');
}

const SIGNAL = '/channels/0/samples/0';
const BACKGROUND = '/channels/0/samples/1';
const LUMI = '/measurements/0/config/parameters/0';
const STATERROR = { name: 'mc', type: 'staterror', data: [1, 1] };

/** What is changed, where that is refused, and in which words. */
type Case = readonly [string, readonly Operation[], string, RegExp];

const SHAPE: readonly Case[] = [
  ['another version', [put('/version', '2.0.0')], '/version', /is "2.0.0"; allowed is "1.0.0"/],
  ['no version', [{ op: 'remove', path: '/version' }], '', /has no "version"/],
  ['an unknown member', [set('/observation', [])], '/observation', /did you mean "observations"/],
  ['no channels', [put('/channels', [])], '/channels', /has 0 entries; allowed is at least 1/],
  ['a region without samples', [put('/channels/1/samples', [])], '/channels/1/samples', /has 0 entries/],
  ['a region without bins', [put(`${SIGNAL}/data`, [])], `${SIGNAL}/data`, /has 0 entries/],
  ['no measurement', [put('/measurements', [])], '/measurements', /has 0 entries/],
  [
    'a yield that is no number',
    [put(`${SIGNAL}/data/1`, '2')],
    `${SIGNAL}/data/1`,
    /is "2"; allowed is a finite number/,
  ],
  ['a yield of NaN', [put(`${SIGNAL}/data/1`, NaN)], `${SIGNAL}/data/1`, /is NaN; allowed is a finite number/],
  ['an infinite observation', [put('/observations/0/data/1', Infinity)], '/observations/0/data/1', /is Infinity/],
  [
    'a normfactor with data',
    [put(`${SIGNAL}/modifiers/0/data`, 1)],
    `${SIGNAL}/modifiers/0/data`,
    /is 1; allowed is null/,
  ],
  [
    'an unknown modifier',
    [put(`${SIGNAL}/modifiers/2/type`, 'normsis')],
    `${SIGNAL}/modifiers/2/type`,
    /did you mean "normsys"\?; allowed is histosys, lumi/,
  ],
  [
    'a modifier without type',
    [{ op: 'remove', path: `${SIGNAL}/modifiers/2/type` }],
    `${SIGNAL}/modifiers/2`,
    /has no "type"/,
  ],
  [
    'a normsys with one side',
    [{ op: 'remove', path: `${SIGNAL}/modifiers/2/data/lo` }],
    `${SIGNAL}/modifiers/2/data`,
    /has no "lo"/,
  ],
  [
    'a lumi of another name',
    [put(`${SIGNAL}/modifiers/1/name`, 'luminosity')],
    `${SIGNAL}/modifiers/1/name`,
    /allowed is "lumi"/,
  ],
  ['one bound', [put(`${LUMI}/bounds/0`, [0])], `${LUMI}/bounds/0`, /has 1 entries; allowed is at least 2/],
  ['three bounds', [put(`${LUMI}/bounds/0`, [0, 1, 2])], `${LUMI}/bounds/0`, /has 3 entries; allowed is at most 2/],
  [
    'a parameter of interest that is no text',
    [put('/measurements/0/config/poi', null)],
    '/measurements/0/config/poi',
    /is null; allowed is a string/,
  ],
];

const NAMES: readonly Case[] = [
  ['a channel twice', [put('/channels/1/name', 'signal region')], '/channels/1/name', /"signal region" a second time/],
  ['a sample twice', [put(`${BACKGROUND}/name`, 'signal')], `${BACKGROUND}/name`, /one sample of the channel/],
  ['an observation twice', [put('/observations/1/name', 'signal region')], '/observations/1/name', /a second time/],
  [
    'a measurement twice',
    [{ op: 'copy', from: '/measurements/0', path: '/measurements/-' }],
    '/measurements/1/name',
    /a second time/,
  ],
  [
    'a parameter twice',
    [{ op: 'copy', from: LUMI, path: '/measurements/0/config/parameters/-' }],
    '/measurements/0/config/parameters/1/name',
    /a second time/,
  ],
  [
    'a channel without observation',
    [{ op: 'remove', path: '/observations/1' }],
    '/channels/1',
    /no observation called "control\/region"/,
  ],
  [
    'an observation without channel',
    [set('/observations/-', { name: 'other', data: [1] })],
    '/observations/2/name',
    /no channel/,
  ],
  [
    'a modifier twice in a sample',
    [{ op: 'copy', from: `${SIGNAL}/modifiers/0`, path: `${SIGNAL}/modifiers/-` }],
    `${SIGNAL}/modifiers/4`,
    /normfactor "mu" a second time/,
  ],
];

const NUMBERS: readonly Case[] = [
  [
    'unequal bins of samples',
    [put(`${BACKGROUND}/data`, [1, 2, 3])],
    `${BACKGROUND}/data`,
    /has 3 entries; allowed is 2/,
  ],
  [
    'unequal bins of an observation',
    [put('/observations/1/data', [1])],
    '/observations/1/data',
    /has 1 entries; allowed is 2/,
  ],
  [
    'unequal bins of a shapesys',
    [put(`${BACKGROUND}/modifiers/0/data`, [1])],
    `${BACKGROUND}/modifiers/0/data`,
    /has 1 entries/,
  ],
  [
    'unequal bins of a histosys',
    [put(`${SIGNAL}/modifiers/3/data/lo_data`, [1])],
    `${SIGNAL}/modifiers/3/data/lo_data`,
    /has 1 entries/,
  ],
  [
    'a negative yield',
    [put(`${BACKGROUND}/data/1`, -2)],
    `${BACKGROUND}/data/1`,
    /is -2; allowed is a number that is not negative/,
  ],
  ['a negative observation', [put('/observations/1/data/0', -1)], '/observations/1/data/0', /is -1/],
  [
    'a negative uncertainty',
    [put(`${BACKGROUND}/modifiers/1/data/0`, -0.5)],
    `${BACKGROUND}/modifiers/1/data/0`,
    /is -0.5/,
  ],
  [
    'a normsys that is 0',
    [put(`${SIGNAL}/modifiers/2/data/lo`, 0)],
    `${SIGNAL}/modifiers/2/data/lo`,
    /is 0; allowed is a number above 0/,
  ],
];

const SHARED: readonly Case[] = [
  [
    'a name of two constraints',
    [put(`${SIGNAL}/modifiers/0/name`, 'scale')],
    `${SIGNAL}/modifiers/2/type`,
    /normsys "scale", which is a normfactor elsewhere/,
  ],
  [
    'a shapesys shared by samples',
    [set(`${SIGNAL}/modifiers/-`, { name: 'uncorrelated', type: 'shapesys', data: [1, 1] })],
    `${BACKGROUND}/modifiers/0/name`,
    /shapesys of another sample/,
  ],
  [
    'a staterror on a part of its channels',
    [set(`${SIGNAL}/modifiers/-`, STATERROR), set('/channels/1/samples/0/modifiers/-', STATERROR)],
    `${SIGNAL}/modifiers/4`,
    /2 channels, and its sample carries it in 1/,
  ],
  [
    'a shapefactor over unequal bins',
    [put('/channels/1/samples/0/data', [5]), put('/observations/1/data', [5])],
    '/channels/1/samples/0/modifiers/0',
    /channel of 2 bins, and its own has 1/,
  ],
];

const MEASUREMENTS: readonly Case[] = [
  [
    'a parameter of interest that is missing',
    [put('/measurements/0/config/poi', 'nu')],
    '/measurements/0/config/poi',
    /is "nu", which no modifier has, did you mean "mu"/,
  ],
  [
    'a parameter of interest of many bins',
    [put('/measurements/0/config/poi', 'shape')],
    '/measurements/0/config/poi',
    /has 2 bins/,
  ],
  [
    'a luminosity without measurement',
    [put('/measurements/0/config/parameters', [])],
    '/measurements/0/config/parameters',
    /no entry for "lumi"/,
  ],
  ['a luminosity without error', [{ op: 'remove', path: `${LUMI}/sigmas` }], LUMI, /has no "sigmas"/],
  [
    'two initial values for one parameter',
    [put(`${LUMI}/inits`, [1, 1])],
    `${LUMI}/inits`,
    /has 2 entries; allowed is 1/,
  ],
  [
    'an initial value outside the bounds',
    [put(`${LUMI}/inits/0`, 2)],
    `${LUMI}/inits/0`,
    /initial value 2 outside the bounds \[0.5, 1.5\]/,
  ],
  [
    'bounds without the default initial value',
    [set('/measurements/0/config/parameters/-', { name: 'mu', bounds: [[2, 5]] })],
    '/measurements/0/config/parameters/1/bounds/0',
    /initial value 1 outside/,
  ],
  [
    'bounds in the wrong order',
    [put(`${LUMI}/bounds/0`, [2, 0])],
    `${LUMI}/bounds/0`,
    /is \[2, 0\]; allowed is lower <= upper/,
  ],
  ['a width of 0', [put(`${LUMI}/sigmas/0`, 0)], `${LUMI}/sigmas/0`, /is 0; allowed is a number above 0/],
  [
    'an auxiliary measurement without constraint',
    [set('/measurements/0/config/parameters/-', { name: 'mu', auxdata: [1] })],
    '/measurements/0/config/parameters/1/auxdata',
    /constraint is none/,
  ],
  [
    'a width of a poisson constraint',
    [set('/measurements/0/config/parameters/-', { name: 'uncorrelated', sigmas: [1, 1] })],
    '/measurements/0/config/parameters/1/sigmas',
    /constraint is poisson/,
  ],
  ['factors of a normal constraint', [set(`${LUMI}/factors`, [1])], `${LUMI}/factors`, /constraint is normal/],
  [
    'a negative auxiliary count',
    [set('/measurements/0/config/parameters/-', { name: 'uncorrelated', auxdata: [1, -1] })],
    '/measurements/0/config/parameters/1/auxdata/1',
    /is -1/,
  ],
];

describe('readWorkspace', () => {
  it('takes every type of modifier', () => {
    expect(readWorkspace(everyModifier)).toBe(everyModifier);
  });

  it.each(workspaces)('takes %s, which is written as it was read', (file) => {
    const text = readFileSync(new URL(file, FIXTURES), 'utf8');
    const written = writeWorkspace(readWorkspace(JSON.parse(text)));
    expect(JSON.parse(written)).toEqual(JSON.parse(text));
    expect(writeWorkspace(readWorkspace(JSON.parse(written)))).toBe(written);
  });

  it.each([...SHAPE, ...NAMES, ...NUMBERS, ...SHARED, ...MEASUREMENTS])('refuses %s', (_, operations, path, words) => {
    const error = refusal(changed(...operations));
    expect(error.path).toBe(path);
    expect(error.message).toMatch(words);
  });

  it.each([null, 3, 'text', []])('refuses %j, which is no object', (document) => {
    expect(refusal(document)).toMatchObject({ path: '', allowed: 'an object' });
  });

  it('says how many further problems of shape there are', () => {
    const error = refusal(changed(put('/version', 1), put(`${SIGNAL}/data`, ['a', 'b'])));
    expect(error.further).toBe(2);
    expect(error.message).toMatch(/\(and 2 further problems\)$/);
  });

  it('points at names with a slash as RFC 6901 has it', () => {
    expect(refusal(changed(set('/a~1b', 1))).path).toBe('/a~1b');
  });

  it('takes parameters that no modifier has, as published likelihoods have them', () => {
    const unknown = set('/measurements/0/config/parameters/-', { name: 'elsewhere', inits: [1, 2, 3] });
    expect(() => readWorkspace(changed(unknown))).not.toThrow();
  });

  it('takes a staterror that all its samples carry in all its channels', () => {
    const shared = set('/channels/1/samples/0/modifiers/-', STATERROR);
    expect(() => readWorkspace(changed(shared))).not.toThrow();
  });
});
