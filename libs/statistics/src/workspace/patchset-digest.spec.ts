import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { patchsetDigest } from './patchset-digest.js';
import { pythonJson } from './python-json.js';

/** A text, what Python 3 prints of it, and pyhf.utils.digest of it by SHA-256 and MD5 (pyhf 0.7.6). */
const GOLDEN: readonly (readonly [text: string, printed: string, sha256: string, md5: string])[] = [
  ['{}', '{}', '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a', '99914b932bd37a50b983c5e7c90ae93b'],
  [
    '[5, 5.0, -0, -0.0, 0.0]',
    '[5, 5.0, 0, -0.0, 0.0]',
    'ec993eda7635859ce5f47d78135a97d895ae239129c1b7a33d7647b0fbb2df13',
    'fcc6d2a7714f9c018815c8e217c96bee',
  ],
  [
    '[1e-7, 1E5, 1e22, 123456789012345680000.0, 123456789012345678901234567890]',
    '[1e-07, 100000.0, 1e+22, 1.2345678901234568e+20, 123456789012345678901234567890]',
    'd4199d36ee7e961a3947491ca19d1fe14d520dcbe326dc1ae1c427cdbe3c778f',
    'c47d2ced5e3ae20fb2fcef293f820504',
  ],
  [
    '[0.0001, 0.00001, 1e15, 1e16, 9999999999999998.0, 0.1, 1.5e-10, 5e-324, 1.7976931348623157e308, 123456.789e3]',
    '[0.0001, 1e-05, 1000000000000000.0, 1e+16, 9999999999999998.0, 0.1, 1.5e-10, 5e-324, 1.7976931348623157e+308, 123456789.0]',
    'f6573a8f0c79f8c7e18aeb5689fe904acb5cd11565b014d6a1cf750c8faf2ae3',
    'ce9b520b7673d42abe9978690f2ea8d1',
  ],
  [
    '{"b": 1, "a": 2, "B": 3, "": 4}',
    '{"": 4, "B": 3, "a": 2, "b": 1}',
    'bc6be6dc61df5088787044d3c9b44e1bc9359900e4d073fc393a7f475fcceb3e',
    '714ad0b165de5006f09ce4e7a34ba48d',
  ],
  [
    '{"\ud83d\ude00": 1, "\uff5e": 2, "\u00e9": "\u2028\u00e9\\u0007\\n\\t\\"\\\\\\/\u007f"}',
    '{"\u00e9": "\u2028\u00e9\\u0007\\n\\t\\"\\\\/\u007f", "\uff5e": 2, "\ud83d\ude00": 1}',
    '011d010a541a8fe5d5d8ced4d951a4dfbb63157d5c915b864651ca03d13fe269',
    '6bb5443c1c854833709167fbc066806b',
  ],
  [
    '{"a": {"d": [1, {"c": null}], "b": [true, false]}, "a2": []}',
    '{"a": {"b": [true, false], "d": [1, {"c": null}]}, "a2": []}',
    '6ca818e1f3539e07ea922bc7dfc4965b76f763dca7b12d97dfef80c62091de6a',
    'a4eb7fd43d10b809aa25eb2122d5a824',
  ],
  [
    '{"a": 1, "a": 2.50}',
    '{"a": 2.5}',
    'e89f48df0c3ee0f28f7390d9afd72f87935a265189b0dbd129f01279730f881b',
    'ced5d354fe291c9d2c27c965547e2cb7',
  ],
  [
    '"\\ud83d\\ude00"',
    '"\ud83d\ude00"',
    '7a0c50b92434b015545fe93ab723db2d4b2cdd14a441405624a9ce8be29f1d5a',
    '396165a5851036072d226002b6053e03',
  ],
  [
    '  [ 1.10 , 2 ]  ',
    '[1.1, 2]',
    '2e09cb14094efc07dcec455981ef1b9ec8b21bdb042e6955f6ab458651995480',
    '21c5b07456482240d6b631c7f936a1ab',
  ],
  [
    '[1e400, -1e400]',
    '[Infinity, -Infinity]',
    'c29c684013cff55813cbd2f02e7421b9145609b34ca7b06814832fad0861ee24',
    '9e063bf5bff8e14496ae8e3a93b7a63e',
  ],
];

/** pyhf.utils.digest of the fixtures (pyhf 0.7.6). */
const FIXTURES: readonly (readonly [name: string, digest: string])[] = [
  ['bf_abcd', '94900522c575fdafd2dfbacf4565bf1dcbe8941350edc430c6a79f7fbd8e3bfd'],
  ['bf_bump50_10np', '7c4d03e4b25908906d8f864a4631e7bc90e79ba707b2ffcd36fc381734398ce4'],
  ['bf_bump50_2norm', '75c310105af155e85c64ae15fb4f2e723935d18d4246126ddd47a525e74499d2'],
  ['bf_custom_bounds_fixed', 'c3610e1389a983875dc1c73589030e97ea31c11ade1ec4b5bd67d610273847f9'],
  ['bf_pull_extrapolation', '9d6474bb22e319ac7ecc4a2bf10fef026f2d52af3d7e9c543e5dffd2cae8305a'],
  ['bf_shapefactor_cr8', '1547ba7793b93281bac5e2be0fe183d0fc1c203b81e54795984bd903d3730600'],
  ['bf_staterror20_lowmc', '8c603b221b23c43d7b0ffed3b751abc8eb408a3c0dd699a609ba6b4fb03a4653'],
  ['count_b0p5_n2', '555599e42690c6c1dfa68d02fe628e26e139d9b3dd4e04bcee7f63714fcd8403'],
  ['count_b100_n95', '614d2317f5c67d403227d58843ff615a4491c24acb843a04cade3411cae75129'],
  ['count_b3_n0', 'aa5b33feb2c6ce480b13993cb62d820a02ed9f6b28457bd6509ff3abe4543e3a'],
  ['count_b3_n3', 'bb160786d8a5d26babd8875dd69bc869696b3cb24360c6718fd12b426efbb386'],
  ['count_b3_n3_shapesys', 'ebc223b8a741329fbbd44217d1a78559bbe537ff2c9a6f60be057b46df2a8f3b'],
];

describe('pythonJson', () => {
  it.each(GOLDEN)('prints %j as Python does', (text, printed) => {
    expect(pythonJson(text)).toBe(printed);
  });

  it('refuses what is no JSON', () => {
    expect(() => pythonJson('[NaN]')).toThrow(/line 1, column 2: NaN is no number of JSON/);
  });
});

describe('patchsetDigest', () => {
  it.each(GOLDEN)('of %j is that of pyhf', (text, _, sha256, md5) => {
    expect([patchsetDigest(text), patchsetDigest(text, 'md5')]).toEqual([sha256, md5]);
  });

  it.each(FIXTURES)('of %s is that of pyhf', (name, digest) => {
    const text = readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8');
    expect(patchsetDigest(text)).toBe(digest);
  });
});
