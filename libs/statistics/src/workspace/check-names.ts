import { describeValue } from './describe-value.js';
import { didYouMean } from './did-you-mean.js';
import { refuseWorkspace, type WorkspacePath } from './refuse-workspace.js';
import type { Workspace } from './workspace.js';

/** Names are unique among their like, and every channel has one observation. */
export function checkNames({ channels, observations, measurements }: Workspace): void {
  checkUnique(channels, ['channels'], 'channel');
  checkUnique(observations, ['observations'], 'observation');
  checkUnique(measurements, ['measurements'], 'measurement');
  channels.forEach(({ samples }, c) => checkUnique(samples, ['channels', c, 'samples'], 'sample of the channel'));
  measurements.forEach(({ config }, m) =>
    checkUnique(config.parameters, ['measurements', m, 'config', 'parameters'], 'parameter of the measurement'),
  );
  checkPairs(channels, observations);
}

interface Named {
  readonly name: string;
}

function checkUnique(list: readonly Named[], path: WorkspacePath, what: string): void {
  const seen = new Set<string>();
  list.forEach(({ name }, i) => {
    if (seen.has(name)) {
      refuseWorkspace([...path, i, 'name'], `is ${describeValue(name)} a second time`, `one ${what} of each name`);
    }
    seen.add(name);
  });
}

function checkPairs(channels: readonly Named[], observations: readonly Named[]): void {
  const observed = observations.map(({ name }) => name);
  const expected = channels.map(({ name }) => name);
  channels.forEach(({ name }, c) => {
    if (observed.includes(name)) return;
    refuseWorkspace(['channels', c], `has no observation called ${describeValue(name)}`, 'one observation a channel');
  });
  observations.forEach(({ name }, o) => {
    if (expected.includes(name)) return;
    const problem = `is ${describeValue(name)}, which is no channel${didYouMean(name, expected)}`;
    refuseWorkspace(['observations', o, 'name'], problem, expected.map((known) => describeValue(known)).join(', '));
  });
}
