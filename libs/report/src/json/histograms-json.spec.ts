import { describe, expect, it } from '@jest/globals';
import { ReportReadError } from '../errors.js';
import { sampleResult } from '../../fixtures/sample-result.js';
import { histogramsJson, readHistograms } from './histograms-json.js';

describe('histograms.json', () => {
  it('gives back every template, bit for bit', () => {
    expect(readHistograms(histogramsJson(sampleResult.histograms), 'h')).toEqual(sampleResult.histograms);
  });

  it('says in what unit the weights are', () => {
    expect(histogramsJson([])).toContain('events per fb^-1');
  });

  it('refuses a document of another kind', () => {
    expect(() => readHistograms('{"format":"darkreach-limits/v1"}', 'h')).toThrow(ReportReadError);
    expect(() => readHistograms('{"format":"darkreach-histograms/v1"}', 'h')).toThrow(/lacks histograms/);
  });
});
