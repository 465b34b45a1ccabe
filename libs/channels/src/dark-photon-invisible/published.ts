import type { PublishedLimit } from '../channel.js';

type Row = readonly [mass: number, epsilon: number];

/** Observed limits, read off figure 5 of arXiv:1702.03327; good to about 5 %. */
const BABAR: readonly Row[] = [
  [0.1, 0.000946],
  [0.5, 0.000954],
  [1, 0.000967],
  [2, 0.000823],
  [3, 0.000748],
  [4, 0.000456],
  [5, 0.000547],
  [6, 0.00127],
  [6.2, 0.00152],
  [7, 0.000947],
  [7.5, 0.000894],
  [8, 0.000867],
];

/**
 * Sensitivity submitted to the European Strategy update, converted with m_A' = 3 m_chi and alpha_D = 0.1; that it stands
 * for 50 ab^-1 is inferred from its size, not stated with it.
 */
const BELLE2_50: readonly Row[] = [
  [0.2, 4.25e-5],
  [0.5, 4.28e-5],
  [1, 4.12e-5],
  [2, 4.32e-5],
  [3, 6.21e-5],
  [5, 6.67e-5],
  [7, 0.00012],
];

/** The row above scaled with L^(-1/4) to 20 fb^-1. */
const BELLE2_20: readonly Row[] = [
  [0.2, 0.0003],
  [0.5, 0.0003],
  [1, 0.00029],
  [2, 0.00031],
  [3, 0.00044],
  [5, 0.00047],
  [7, 0.00085],
];

/** Limits on epsilon at 90 % CL that this search is compared with. */
export const PUBLISHED_LIMITS: readonly PublishedLimit[] = [
  ...limits(BABAR, {
    experiment: 'BaBar',
    luminosity: '53 fb^-1',
    kind: 'observed',
    source: 'BaBar:2017',
    trust: 'digitised, about 5 %; observed, so it fluctuates about the expectation',
  }),
  ...limits(BELLE2_20, {
    experiment: 'Belle II',
    luminosity: '20 fb^-1',
    kind: 'expected (derived)',
    source: 'ESPP:2026',
    trust: 'weak: the 50 ab^-1 sensitivity scaled with L^(-1/4)',
  }),
  ...limits(BELLE2_50, {
    experiment: 'Belle II',
    luminosity: '50 ab^-1',
    kind: 'expected (projection)',
    source: 'ESPP:2026',
    trust: 'medium to weak: conversion and luminosity inferred',
  }),
];

function limits(rows: readonly Row[], shared: Omit<PublishedLimit, 'mass' | 'coupling' | 'cl'>): PublishedLimit[] {
  return rows.map(([mass, coupling]) => ({ mass, coupling, cl: 0.9, ...shared }));
}
