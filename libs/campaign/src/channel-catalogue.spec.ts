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

  it('gives experiments whose range of masses follows their inputs', () => {
    const belle2 = entries[0]!.experiments.find(({ id }) => id === 'belle2')!;
    const changed = belle2.withInputs({ 'photon.minimumEnergyStar': 4 });
    expect(changed.massRange[1]).toBeCloseTo(Math.sqrt(10.57956 ** 2 - 2 * 10.57956 * 4), 3);
    expect(changed.massRange[1]).toBeLessThan(belle2.massRange[1]);
  });

  it('refuses values that make no sense for their input, of the detector and of the search', () => {
    const belle2 = entries[0]!.experiments.find(({ id }) => id === 'belle2')!;
    expect(() => belle2.withInputs({ 'muonVeto.efficiency': 3 })).toThrow(
      'input muonVeto.efficiency is 3; allowed: 0 to 1',
    );
    expect(() => belle2.withInputs({ 'selection.gapMargin': -5 })).toThrow(
      'input selection.gapMargin is -5; allowed: a number of at least 0',
    );
  });
});
