/** Columns: the largest deviation of each quantity. */
export const QUANTITIES = [
  { quantity: 'model', title: 'model' },
  { quantity: 'lnL', title: 'ln L (rel.)' },
  { quantity: '2NLL', title: '2NLL above' },
  { quantity: 'q', title: 'q' },
  { quantity: 'qA', title: 'qA' },
  { quantity: 'CLs', title: 'CLs' },
  { quantity: 'limits', title: 'limits (rel.)' },
  { quantity: 'q0', title: 'q0, Z, p0' },
  { quantity: 'code1', title: 'code 1, 0' },
  { quantity: 'published', title: 'published' },
  { quantity: 'scan', title: 'scan' },
  { quantity: 'toys', title: 'toys (sigma)' },
];

export function largest(deviations, quantity) {
  const own = deviations.filter((one) => one.quantity === quantity);
  if (own.length === 0) return '';
  const worst = own.reduce((a, b) => (b.deviation <= a.deviation ? a : b)).deviation;
  return worst <= 0 ? '0' : worst.toExponential(1);
}

export function printTable(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const titles = [...QUANTITIES.map(({ title }) => title), 'fit/ms'];
  const line = (name, cells) =>
    console.log(name.padEnd(width) + cells.map((cell, k) => cell.padStart(Math.max(8, titles[k].length) + 2)).join(''));
  line('case', titles);
  for (const { name, deviations, milliseconds } of rows) {
    line(name, [...QUANTITIES.map(({ quantity }) => largest(deviations, quantity)), milliseconds.toFixed(3)]);
  }
}
