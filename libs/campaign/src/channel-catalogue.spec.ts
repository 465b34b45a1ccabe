import { describe, expect, it } from '@jest/globals';
import { CHANNELS } from '@darkreach/channels';
import { channelCatalogue } from './channel-catalogue.js';

const { entries } = channelCatalogue();

describe('channelCatalogue', () => {
  it('lists every registered search once, sorted by id', () => {
    const ids = entries.map(({ id }) => id);
    expect(ids).toEqual([...new Set(CHANNELS.map(({ id }) => id))].sort());
    expect(ids).toContain('dark-photon-invisible');
  });

  it.each(CHANNELS.map((channel) => [channel.id, channel] as const))(
    'says of %s what the search says',
    (id, channel) => {
      const entry = entries.find((candidate) => candidate.id === id)!;
      const { title, reaction, model, systematics } = channel;
      expect(entry).toMatchObject({ title, reaction, model, systematics });
      expect(entry.experiments.map((experiment) => experiment.id)).toEqual(channel.experiments);
      for (const experiment of entry.experiments) {
        const preset = channel.experiment(experiment.id, {});
        expect(experiment.massRange).toEqual(preset.massRange);
        expect(experiment.inputs).toEqual(preset.inputs);
        expect(experiment.selection).toEqual(preset.selection);
        expect(experiment.resolution(4)).toBe(preset.resolution(4));
      }
    },
  );
});
