// node test/faults/reference.mjs <campaign file> <folder>: the undisturbed result of a campaign, by the runner of one
// process. Writes its result files and shards.json: what each shard is, by the digest of its encoded result.
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import {
  channelCatalogue,
  openTemplateBook,
  parseCampaign,
  planShards,
  resolveCampaign,
  runCampaign,
} from '../../dist/libs/campaign/src/index.js';
import { ThreadRunner } from '../../dist/libs/campaign/src/runner/thread-runner.js';
import { encodeShardResult } from '../../dist/libs/cluster/src/index.js';
import { writeReport } from '../../dist/libs/report/src/index.js';

const [file, folder] = process.argv.slice(2);

/** A runner that writes down what it has been given. */
class RecordingRunner extends ThreadRunner {
  digests = {};

  simulate(jobs, onResult, signal) {
    const record = (partial) => {
      this.#keep(`simulate/${partial.templateId}/${partial.shard}`, partial);
      onResult(partial);
    };
    return super.simulate(jobs, record, signal);
  }

  fit(jobs, onResult, signal) {
    const record = (id, band) => {
      this.#keep(`fit/${id}`, band);
      onResult(id, band);
    };
    return super.fit(jobs, record, signal);
  }

  #keep(id, result) {
    this.digests[id] = createHash('sha256').update(encodeShardResult(result).bytes).digest('hex');
  }
}

const campaignText = readFileSync(file, 'utf8');
const campaign = resolveCampaign(parseCampaign(campaignText, basename(file)), channelCatalogue());
const runner = new RecordingRunner({ campaign, device: 'webasm', workers: availableParallelism() });
const result = await runCampaign(campaign, { runner });
await writeReport({ result, campaignText, campaignFile: basename(file) }, folder);
const book = openTemplateBook(campaign);
const shards = {
  digests: runner.digests,
  events: [...planShards(campaign, book)].reduce((sum, { events }) => sum + events, 0),
  // Which points a shard is part of, by its template.
  templates: [...book.byId.values()].map(({ id, search, mass, recipe }) => {
    const { channel, experiment } = book.searches[search].search;
    return { id, channel, experiment, region: recipe.region, ...(mass === undefined ? {} : { mass }) };
  }),
};
// Last, and at once: a folder that has it is complete.
writeFileSync(join(folder, 'shards.json.part'), JSON.stringify(shards));
renameSync(join(folder, 'shards.json.part'), join(folder, 'shards.json'));
