// The tables at the end.

const quantile = (values, q) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.ceil(q * sorted.length), sorted.length) - 1];
};
const seconds = (milliseconds) => (milliseconds === undefined ? '-' : `${(milliseconds / 1000).toFixed(2)} s`);

export function markdown(titles, rows) {
  const all = [titles, ...rows].map((row) => row.map(String));
  const widths = titles.map((_, k) => Math.max(...all.map((row) => row[k].length)));
  const line = (cells) => `| ${cells.map((cell, k) => cell.padEnd(widths[k])).join(' | ')} |`;
  return [line(all[0]), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...all.slice(1).map(line)].join(
    '\n',
  );
}

/** @param outcomes of seeds, as runSeed gives them */
export function faultTable(outcomes, kinds) {
  const struck = outcomes.flatMap(({ faults }) => faults);
  const rows = kinds.map((kind) => {
    const own = struck.filter((fault) => fault.kind === kind);
    const recoveries = own.map(({ recovery }) => recovery).filter((value) => value !== undefined);
    const fired = own.filter(({ fired: evidence }) => evidence !== undefined).length;
    return [kind, own.length, fired, seconds(quantile(recoveries, 0.5)), seconds(quantile(recoveries, 0.95))];
  });
  return markdown(['fault', 'injected', 'fired', 'recovery p50', 'recovery p95'], rows);
}

export function totalsTable(outcomes) {
  const sum = (key) => outcomes.reduce((total, { counts }) => total + (counts?.[key] ?? 0), 0);
  const failed = outcomes.filter(({ problems }) => problems.length > 0);
  const of = (engine) => outcomes.filter((outcome) => outcome.engine === engine).length;
  return markdown(
    [
      'runs',
      'on Redis',
      'on Postgres',
      'failed',
      'shards',
      'attempts',
      'leases lost',
      'shards lost',
      'merged twice',
      'seconds a run',
    ],
    [
      [
        ...[outcomes.length, of('redis'), of('postgres'), failed.length, sum('shards'), sum('attempts'), sum('losses')],
        ...[sum('lost'), sum('mergedTwice')],
        (outcomes.reduce((total, outcome) => total + outcome.seconds, 0) / Math.max(outcomes.length, 1)).toFixed(1),
      ],
    ],
  );
}
