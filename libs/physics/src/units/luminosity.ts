import type { Femtobarn } from './cross-section.js';
import type { Quantity } from './quantity.js';

/** Integrated luminosity. */
export type InverseFemtobarn = Quantity<'fb^-1'>;

export const inverseFemtobarn = (value: number): InverseFemtobarn => value as InverseFemtobarn;

/**
 * Expected number of events, N = sigma L.
 * @example
 * expectedEvents(femtobarn(2), inverseFemtobarn(50)) // 100
 */
export const expectedEvents = (crossSection: Femtobarn, luminosity: InverseFemtobarn): number =>
  crossSection * luminosity;
