import { describe, expect, it } from '@jest/globals';
import { InvalidPatchsetError, PatchOperationError } from '../errors.js';
import { applyPatch } from './apply-patch.js';

const document = { list: [1, 2], inner: { a: 1 }, 'a/b': 0 };

describe('applyPatch', () => {
  it.each([
    [
      { op: 'add', path: '/list/1', value: 9 },
      { ...document, list: [1, 9, 2] },
    ],
    [
      { op: 'add', path: '/list/-', value: 9 },
      { ...document, list: [1, 2, 9] },
    ],
    [
      { op: 'add', path: '/inner/b', value: [9] },
      { ...document, inner: { a: 1, b: [9] } },
    ],
    [
      { op: 'replace', path: '/a~1b', value: 9 },
      { ...document, 'a/b': 9 },
    ],
    [{ op: 'replace', path: '', value: 9 }, 9],
    [
      { op: 'remove', path: '/list/0' },
      { ...document, list: [2] },
    ],
    [
      { op: 'copy', from: '/inner', path: '/list/0' },
      { ...document, list: [{ a: 1 }, 1, 2] },
    ],
    [
      { op: 'move', from: '/inner/a', path: '/list/2' },
      { ...document, inner: {}, list: [1, 2, 1] },
    ],
    [{ op: 'test', path: '/inner', value: { a: 1 } }, document],
  ])('carries out %j', (operation, expected) => {
    expect(applyPatch(document, [operation])).toEqual(expected);
  });

  it.each([
    [{ op: 'replace', path: '/inner/b', value: 1 }, '/inner/b', /replace finds nothing there/],
    [{ op: 'add', path: '/x/y', value: 1 }, '/x/y', /add inside of missing/],
    [{ op: 'add', path: '/a~1b/y', value: 1 }, '/a~1b/y', /add inside of 0/],
    [{ op: 'remove', path: '/inner/b' }, '/inner/b', /remove finds nothing there/],
    [
      { op: 'replace', path: '/list/-', value: 1 },
      '/list/-',
      /replace at "-" of a list of 2; allowed is an index from 0 to 1/,
    ],
    [{ op: 'add', path: '/list/3', value: 1 }, '/list/3', /allowed is an index from 0 to 2/],
    [{ op: 'copy', from: '/inner', path: '/list/01' }, '/list/01', /copy at "01"/],
    [{ op: 'move', from: '/nowhere', path: '/list/0' }, '/nowhere', /move finds nothing there/],
    [{ op: 'test', path: '/list/1', value: 3 }, '/list/1', /the test finds 2; allowed is 3/],
  ])('says that %j cannot be carried out', (operation, pointer, words) => {
    const work = (): unknown => applyPatch(document, [{ op: 'test', path: '/list/0', value: 1 }, operation]);
    expect(work).toThrow(PatchOperationError);
    expect(work).toThrow(words);
    expect(work).toThrow(expect.objectContaining({ index: 1, pointer }));
  });

  it.each([
    [{}, '', /is an object; allowed is an array/],
    [[{ op: 'add', path: '/a' }], '/0', /has no "value"/],
    [[{ op: 'remove', path: 'a' }], '/0/path', /is "a"/],
  ])('refuses %j, which is no patch', (operations, path, words) => {
    const work = (): unknown => applyPatch(document, operations);
    expect(work).toThrow(InvalidPatchsetError);
    expect(work).toThrow(words);
    expect(work).toThrow(expect.objectContaining({ path }));
  });
});
