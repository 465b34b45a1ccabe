import { CHANNELS } from '@darkreach/channels';
import type { CatalogueEntry, ChannelCatalogue } from './spec/channel-catalogue.js';

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
      experiments: channel.experiments.map((name) => channel.experiment(name, {})),
    };
  });
  return { kind: 'channel-catalogue', entries };
}
