import type { Quantity } from './quantity.js';

/** Energy, momentum or mass in natural units. */
export type GeV = Quantity<'GeV'>;
/** Squared mass or Mandelstam variable. */
export type GeVSquared = Quantity<'GeV^2'>;

export const gev = (value: number): GeV => value as GeV;
export const gevSquared = (value: number): GeVSquared => value as GeVSquared;
