import { parseCampaign, resolveCampaign } from '@darkreach/campaign';
import { describe, expect, it } from '@jest/globals';
import pc from 'picocolors';
import { campaignResult } from '../../fixtures/campaign-result.js';
import { catalogue } from '../../fixtures/catalogue.js';
import { EXAMPLE_CAMPAIGN } from '../../fixtures/example-campaign.js';
import { summary } from './summary.js';

const campaign = resolveCampaign(
  parseCampaign(EXAMPLE_CAMPAIGN.replace('from: 0.1, to: 6', 'from: 0.1, to: 10.1'), 'x.yaml'),
  catalogue,
);
const outcome = {
  folder: 'results/reach',
  files: ['results/reach/limits.csv', 'results/reach/reach.svg'],
  seconds: 43.2,
};
const text = summary(campaignResult(campaign, 'complete'), outcome, pc.createColors(false));
const lines = text.split('\n');

describe('summary', () => {
  it('says what was computed and how long it took', () => {
    expect(lines[1]).toBe('dark-photon-reach: complete in 43 s');
    expect(text).toContain('Invisible dark photon: expected upper limits on epsilon (CLs, 90 % CL)');
  });

  it('shows a few masses of each curve, with band, method, toys and errors', () => {
    expect(lines.filter((line) => line.includes('asymptotic') || line.includes(' toys '))).toHaveLength(3 * 5 + 3);
    expect(text).toMatch(
      /BaBar +53 fb\^-1 +0.1 +4.55e-4 +6.36e-4 +9.09e-4 +1.27e-3 +1.82e-3 +asymptotic +- +- +0.2 %\n/,
    );
    expect(text).toMatch(/ toys +8k +1.2 % +0.2 %\n/);
  });

  it('says where there is no limit, and why', () => {
    expect(text).toContain('BaBar, 53 fb^-1: no limit at 1 of 41 masses (outside-range, 10.1 GeV)');
  });

  it('gives backgrounds with their error, rates, fits, assumptions and files', () => {
    expect(text).toMatch(/Belle II +20 fb\^-1 +e\+ e- -> gamma gamma +low-mass +1.23k +1.2 % +60M +410 fb\^-1\n/);
    expect(text).toContain('141M events in 12 s (11.8M/s), 164k toys in 8.2 s (20k/s)');
    expect(text).toContain('2 workers on webasm, WebAssembly SIMD (f32x4)');
    expect(text).toContain('webgpu not used: no adapter found');
    expect(text).toContain('no failed fits, 12 toys fitted again in double precision');
    expect(text).toContain('  BaBar, assumed: photonLoss.barrel\n  Belle II, assumed: photonLoss.barrel\n');
    expect(text).not.toContain('acceptance.low');
    expect(text).toContain('Files in results/reach\n  limits.csv reach.svg\n');
  });

  it('fits a terminal of 120 columns', () => {
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});
