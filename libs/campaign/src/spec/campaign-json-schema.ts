import { z } from 'zod';
import { campaignDocumentSchema } from './campaign-document.js';
import type { ChannelCatalogue } from './channel-catalogue.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** JSON Schema (2020-12) of a campaign file, for editors; with a catalogue, the ids of the searches are offered. */
export function campaignJsonSchema(catalogue?: ChannelCatalogue): JsonObject {
  const ids = catalogue?.entries.map(({ id }) => id);
  const schema = z.toJSONSchema(campaignDocumentSchema, {
    io: 'input',
    override: ({ path, jsonSchema }) => {
      if (ids !== undefined && path.join('.') === 'properties.channels.items.properties.id') jsonSchema.enum = ids;
    },
  });
  return { title: 'Darkreach campaign', ...schema };
}
