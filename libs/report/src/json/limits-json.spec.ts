import { describe, expect, it } from '@jest/globals';
import { ReportReadError } from '../errors.js';
import { sampleResult } from '../../fixtures/sample-result.js';
import { limitsJson, readLimits } from './limits-json.js';

const { digest, status, campaign, searches, curves } = sampleResult;

describe('limits.json', () => {
  it('gives back what went in, with NaN where there is no limit', () => {
    const limits = readLimits(limitsJson(sampleResult), 'limits.json');
    expect(limits).toEqual({ digest, status, campaign, searches, curves });
    expect(limits.curves[0]!.points.at(-1)!.coupling[2]).toBeNaN();
  });

  it('has the same bytes for what has come over a wire with its keys in another order', () => {
    const reversed = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null) return value;
      if (Array.isArray(value)) return value.map(reversed);
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, member]) => [key, reversed(member)]),
      );
    };
    const [curve] = curves;
    const points = curve!.points.map((point) => ({ ...point, band: reversed(point.band) as typeof point.band }));
    const other = {
      ...sampleResult,
      campaign: reversed(campaign) as typeof campaign,
      curves: [{ ...curve!, points }, ...curves.slice(1)],
    };
    expect(limitsJson(other)).toBe(limitsJson(sampleResult));
  });

  it('writes NaN as null and keeps scan, status and every digit', () => {
    const text = limitsJson(sampleResult);
    const parsed = JSON.parse(text) as { curves: { points: Record<string, unknown>[] }[] };
    expect(text).not.toContain('NaN');
    expect(parsed.curves[0]!.points.at(-1)!['coupling']).toEqual([null, null, null, null, null]);
    expect(parsed.curves[0]!.points[3]).toEqual(curves[0]!.points[3]);
  });

  it('says nothing of the machine or of time', () => {
    const text = limitsJson(sampleResult);
    expect(limitsJson({ ...sampleResult, statistics: undefined } as never)).toBe(text);
    expect(text).not.toMatch(/seconds|workers|device/i);
  });

  it.each([
    ['', /JSON/],
    ['[1]', /holds no object/],
    ['{"format": "darkreach-limits/v2"}', /v2, expected darkreach-limits\/v1/],
    ['{"format": "darkreach-limits/v1"}', /lacks curves/],
  ])('refuses %p and names the file', (text, reason) => {
    expect(() => readLimits(text, 'x/limits.json')).toThrow(ReportReadError);
    expect(() => readLimits(text, 'x/limits.json')).toThrow(reason);
    expect(() => readLimits(text, 'x/limits.json')).toThrow(/x\/limits\.json/);
  });
});
