import { refuseWorkspace, type WorkspacePath } from './refuse-workspace.js';
import type { Workspace } from './workspace.js';

/** Samples and the observation of a channel have the same bins, with events that are not negative. */
export function checkYields({ channels, observations }: Workspace): void {
  channels.forEach(({ name, samples }, c) => {
    const bins = samples[0]!.data.length;
    samples.forEach(({ data }, s) => checkEvents(data, bins, ['channels', c, 'samples', s, 'data']));
    const o = observations.findIndex((observation) => observation.name === name);
    checkEvents(observations[o]!.data, bins, ['observations', o, 'data']);
  });
}

/** One number for each bin, none negative. */
export function checkEvents(data: readonly number[], bins: number, path: WorkspacePath): void {
  checkLength(data, bins, path);
  const bad = data.findIndex((value) => value < 0);
  if (bad >= 0) refuseWorkspace([...path, bad], `is ${data[bad]!}`, 'a number that is not negative');
}

/** One number for each bin of the channel. */
export function checkLength(data: readonly number[], bins: number, path: WorkspacePath): void {
  if (data.length === bins) return;
  refuseWorkspace(path, `has ${data.length} entries`, `${bins}, one for each bin of the channel`);
}
