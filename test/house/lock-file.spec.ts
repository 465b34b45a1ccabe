import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { ROOT } from './cruise.js';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};

describe('package-lock.json', () => {
  it('has a version and no download address for every package, so that any registry will do', () => {
    const packages = Object.entries(lock.packages).filter(([folder]) => folder !== '');
    expect(packages.filter(([, { version, resolved }]) => !version || resolved !== undefined)).toEqual([]);
    expect(packages.length).toBeGreaterThan(400);
  });

  it('knows the binaries of every platform, so that it can be installed on each', () => {
    const names = new Set(Object.keys(lock.packages).map((folder) => folder.replace(/^.*node_modules\//, '')));
    const wanted = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies),
    );
    expect(wanted.filter((name) => !names.has(name))).toEqual([]);
    expect(wanted.length).toBeGreaterThan(20);
  });
});
