import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { everyModifier } from '../../fixtures/every-modifier.js';
import { DigestMismatchError, InvalidPatchsetError, UnknownPatchError } from '../errors.js';
import { applyPatch } from './apply-patch.js';
import { findPatch } from './find-patch.js';
import { makePatchset } from './make-patchset.js';
import type { Patch } from './patchset.js';
import { patchsetDigest } from './patchset-digest.js';
import { readPatchset } from './read-patchset.js';
import { readWorkspace } from './read-workspace.js';
import { verifyPatchset } from './verify-patchset.js';
import { writePatchset } from './write-patchset.js';
import { writeWorkspace } from './write-workspace.js';

const workspaceText = readFileSync(new URL('../../fixtures/count_b3_n3.json', import.meta.url), 'utf8');

function patch(name: string, ...values: (number | string)[]): Patch {
  return {
    metadata: { name, values },
    patch: [{ op: 'replace', path: '/channels/0/samples/0/data', value: [values[0]] }],
  };
}

const patchset = makePatchset({
  workspaceText,
  hepdata: 'ins1234567',
  labels: ['mass', 'model'],
  description: 'two masses',
  patches: [patch('mass_1', 1, 'a'), patch('mass_2', 2, 'a')],
});

function refusal(document: unknown): InvalidPatchsetError {
  try {
    readPatchset(document);
  } catch (error) {
    if (error instanceof InvalidPatchsetError) return error;
    throw error;
  }
  throw new Error('the patchset was read');
}

/** The patchset with another value at a pointer. */
function put(path: string, value: unknown): unknown {
  return applyPatch(patchset, [{ op: 'add', path, value }]);
}

describe('a patchset', () => {
  it('carries the digest of the text that it was made for', () => {
    expect(patchset.metadata.digests).toEqual({ sha256: patchsetDigest(workspaceText) });
    expect(() => verifyPatchset(patchset, workspaceText)).not.toThrow();
  });

  it('is written as it is read', () => {
    expect(readPatchset(JSON.parse(writePatchset(patchset)))).toEqual(patchset);
  });

  it('turns its workspace into another one', () => {
    const document: unknown = JSON.parse(workspaceText);
    const patched = readWorkspace(applyPatch(document, findPatch(patchset, 'mass_2').patch));
    expect(patched.channels[0]!.samples[0]!.data).toEqual([2]);
    expect(document).toEqual(JSON.parse(workspaceText));
  });

  it('finds a patch by its values', () => {
    expect(findPatch(patchset, [2, 'a']).metadata.name).toBe('mass_2');
  });

  it.each([
    ['mass_3', 'no patch called "mass_3", did you mean "mass_1"?; allowed is one of mass_1, mass_2'],
    [[2], 'no patch with the values [2]; allowed is one of mass_1, mass_2'],
  ])('has no patch %j, and says which ones it has', (asked, words) => {
    expect(() => findPatch(patchset, asked)).toThrow(UnknownPatchError);
    expect(() => findPatch(patchset, asked)).toThrow(words);
  });

  it('refuses another workspace, with both digests', () => {
    const other = workspaceText.replace('"1.0.0"', '"1.0"');
    expect(() => verifyPatchset(patchset, other)).toThrow(DigestMismatchError);
    expect(() => verifyPatchset(patchset, other)).toThrow(
      `the sha256 digest of the workspace is ${patchsetDigest(other)}; allowed is ${patchsetDigest(workspaceText)}`,
    );
  });

  it('compares every digest, in small or capital letters', () => {
    const sha256 = patchsetDigest(workspaceText).toUpperCase();
    const both = (md5: string) => readPatchset(put('/metadata/digests', { sha256, md5 }));
    expect(() => verifyPatchset(both(patchsetDigest(workspaceText, 'md5')), workspaceText)).not.toThrow();
    expect(() => verifyPatchset(both('0'.repeat(32)), workspaceText)).toThrow(/^the md5 digest/);
  });

  it('is verified by the text of a workspace that this library wrote', () => {
    const text = writeWorkspace(readWorkspace({ ...everyModifier }));
    const { metadata, patches } = patchset;
    const ours = makePatchset({ ...metadata, hepdata: metadata.references.hepdata, patches, workspaceText: text });
    expect(() => verifyPatchset(ours, text)).not.toThrow();
    expect(() => verifyPatchset(ours, text.replaceAll(/\s+/g, ' '))).not.toThrow();
  });

  it.each([
    [
      'an unknown digest',
      put('/metadata/digests/sha1', '0'),
      '/metadata/digests/sha1',
      /is an unknown member; allowed is md5, sha256/,
    ],
    [
      'no digest',
      put('/metadata/digests', {}),
      '/metadata/digests',
      /is empty; allowed is at least one of md5, sha256/,
    ],
    ['a digest of the wrong length', put('/metadata/digests/md5', 'abc'), '/metadata/digests/md5', /is "abc"/],
    ['another version', put('/version', '2'), '/version', /allowed is "1.0.0"/],
    ['a record that is none', put('/metadata/references/hepdata', '1'), '/metadata/references/hepdata', /\^ins/],
    ['a name with a dot', put('/patches/1/metadata/name', 'a.b'), '/patches/1/metadata/name', /is "a.b"/],
    ['a name twice', put('/patches/1/metadata/name', 'mass_1'), '/patches/1/metadata/name', /"mass_1" a second time/],
    [
      'values twice',
      put('/patches/1/metadata/values', [1, 'a']),
      '/patches/1/metadata/values',
      /\[1,"a"\] a second time/,
    ],
    ['too few values', put('/patches/0/metadata/values', [1]), '/patches/0/metadata/values', /labels mass, model/],
    [
      'a value that is none',
      put('/patches/0/metadata/values/0', null),
      '/patches/0/metadata/values/0',
      /a finite number or a string/,
    ],
    ['an unknown operation', put('/patches/0/patch/0/op', 'ad'), '/patches/0/patch/0/op', /did you mean "add"/],
    ['no patches', put('/patches', []), '/patches', /has 0 entries/],
  ])('refuses %s', (_, document, path, words) => {
    expect(refusal(document).path).toBe(path);
    expect(refusal(document).message).toMatch(words);
  });
});
