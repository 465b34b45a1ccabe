import type { Quantity } from './quantity.js';

export type Nanobarn = Quantity<'nb'>;
export type Picobarn = Quantity<'pb'>;
export type Femtobarn = Quantity<'fb'>;

export const nanobarn = (value: number): Nanobarn => value as Nanobarn;
export const picobarn = (value: number): Picobarn => value as Picobarn;
export const femtobarn = (value: number): Femtobarn => value as Femtobarn;

/** 1 nb = 1000 pb = 1e6 fb. */
export const nanobarnToPicobarn = (value: Nanobarn): Picobarn => picobarn(value * 1e3);
export const picobarnToNanobarn = (value: Picobarn): Nanobarn => nanobarn(value / 1e3);
export const picobarnToFemtobarn = (value: Picobarn): Femtobarn => femtobarn(value * 1e3);
export const femtobarnToPicobarn = (value: Femtobarn): Picobarn => picobarn(value / 1e3);
