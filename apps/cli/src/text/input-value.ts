import type { CitedInput } from '@darkreach/campaign';
import { significant } from './quantities.js';

export function inputValue({ value, unit }: Pick<CitedInput, 'value' | 'unit'>): string {
  return `${significant(value, 6)}${unit === '' ? '' : ` ${unit}`}`;
}
