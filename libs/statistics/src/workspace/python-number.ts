/**
 * A number of a JSON text as Python reads and prints it: an integer keeps its digits, anything with a point or an exponent
 * is a double, printed by repr (shortest digits that read back; an exponent below 1e-4 and from 1e16 on).
 * @example
 * pythonNumber('5.0') // '5.0'
 * pythonNumber('1E-5') // '1e-05'
 */
export function pythonNumber(text: string): string {
  if (/^-?\d+$/.test(text)) return text === '-0' ? '0' : text;
  const value = Number(text);
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  return sign + positive(Math.abs(value));
}

function positive(value: number): string {
  if (value === 0) return '0.0';
  const [mantissa, power] = value.toExponential().split('e') as [string, string];
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) return `${mantissa}e${power[0]!}${power.slice(1).padStart(2, '0')}`;
  const digits = mantissa.replace('.', '');
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${whole}.${digits.slice(exponent + 1) || '0'}`;
}
