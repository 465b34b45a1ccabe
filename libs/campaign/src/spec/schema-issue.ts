import type { z } from 'zod';
import { CampaignSpecError } from '../errors.js';
import type { CampaignSource, SourcePath, SourcePosition } from './campaign-source.js';
import { describeGiven, printable } from './describe-given.js';
import { didYouMean } from './suggestion.js';

type Issue = z.core.$ZodIssue;

interface Finding {
  readonly path: SourcePath;
  readonly at: SourcePosition;
  readonly given: string;
  readonly problem: string;
  readonly allowed: string;
}

/** The complaint of the schema that stands first in the file; what is missing comes after what is wrong. */
export function firstIssue(issues: readonly Issue[], source: CampaignSource): CampaignSpecError {
  const findings = issues.map((issue) => finding(innermost(issue, []), source));
  const first = findings.reduce((a, b) => (comesBefore(b, a) ? b : a));
  return specError(first, source);
}

export function specError(found: Finding, source: CampaignSource): CampaignSpecError {
  const { path, at, given, problem, allowed } = found;
  return new CampaignSpecError({
    file: source.fileName,
    ...at,
    path: path.map((step) => printable(String(step))).join('.'),
    given,
    problem,
    allowed,
  });
}

function comesBefore(a: Finding, b: Finding): boolean {
  if ((a.given === '') !== (b.given === '')) return b.given === '';
  return a.at.line < b.at.line || (a.at.line === b.at.line && a.at.column < b.at.column);
}

/** Of the alternatives of a union, the one that was meant: the one that does not refuse the value's very shape. */
function innermost(issue: Issue, prefix: SourcePath): Issue {
  const path = [...prefix, ...(issue.path as (string | number)[])];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return { ...issue, path };
  const branches = issue.errors.filter((branch) => branch.length > 0);
  const meant =
    branches.find((branch) => branch.every((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys')) ??
    branches.find((branch) => branch.some((inner) => inner.code === 'custom' && typeof inner.input !== 'object')) ??
    branches.find((branch) => branch.every((inner) => inner.code === 'too_big' || inner.code === 'too_small'));
  const inner = meant?.find(({ code }) => code === 'unrecognized_keys') ?? meant?.[0];
  return inner === undefined ? { ...issue, path } : innermost(inner, path);
}

function finding(issue: Issue, source: CampaignSource): Finding {
  const path = issue.path as (string | number)[];
  if (issue.code === 'unrecognized_keys') return unknownKey(issue, path, source);
  const input =
    issue.code === 'invalid_union' && issue.discriminator !== undefined
      ? member(issue.input, issue.discriminator)
      : issue.input;
  const place = { path, at: source.locate(path), given: describeGiven(input) };
  if (issue.code === 'custom') {
    return { ...place, problem: String(issue.params?.['problem']), allowed: String(issue.params?.['allowed']) };
  }
  return { ...place, problem: problemOf(issue, input), allowed: issue.message };
}

function problemOf(issue: Issue, input: unknown): string {
  if (input === undefined) return 'is missing';
  if (input === null) return 'is given';
  if (issue.code === 'invalid_union' && typeof input === 'string')
    return `is not known${didYouMean(input, issue.message.split(', '))}`;
  return issue.code === 'too_big' ? 'has too many entries' : 'is not allowed here';
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

function unknownKey(issue: z.core.$ZodIssueUnrecognizedKeys, parent: SourcePath, source: CampaignSource): Finding {
  const key = issue.keys[0] ?? '';
  const path = [...parent, key];
  const problem = `is not a known key${didYouMean(key, issue.message.split(', '))}`;
  return { path, at: source.locateKey(path), given: printable(JSON.stringify(key)), problem, allowed: issue.message };
}
