import type { Quantity } from './quantity.js';

export type Radian = Quantity<'rad'>;

export const radian = (value: number): Radian => value as Radian;
/**
 * @example
 * degreesToRadian(180) // Math.PI
 */
export const degreesToRadian = (degrees: number): Radian => radian((degrees * Math.PI) / 180);
