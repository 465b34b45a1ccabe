import { CHANNELS, type Channel } from '@darkreach/channels';
import type { CatalogueEntry, CatalogueExperiment, ChannelCatalogue } from './spec/channel-catalogue.js';

/** Every registered search with its experiments at their presets: what a campaign file may ask for. */
export function channelCatalogue(): ChannelCatalogue {
  const entries = CHANNELS.map((channel): CatalogueEntry => {
    const { id, title, reaction, model, systematics } = channel;
    return {
      id,
      title,
      reaction,
      model,
      systematics,
      experiments: channel.experiments.map((name) => catalogueExperiment(channel, name, {})),
    };
  });
  return { kind: 'channel-catalogue', entries };
}

function catalogueExperiment(
  channel: Channel,
  name: string,
  overrides: Readonly<Record<string, number>>,
): CatalogueExperiment {
  const { id, title, massRange, validity, inputs, selection, resolution } = channel.experiment(name, overrides);
  const withInputs = (changed: Readonly<Record<string, number>>): CatalogueExperiment =>
    catalogueExperiment(channel, name, { ...overrides, ...changed });
  return { id, title, massRange, validity, inputs, selection, resolution, withInputs };
}
