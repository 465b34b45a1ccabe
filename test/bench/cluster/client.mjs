// A caller of the API, as the benchmark needs it.
import grpc from '@grpc/grpc-js';
import { setTimeout as sleep } from 'node:timers/promises';
import { CampaignServiceClient, CampaignStage, CampaignState } from '../../../dist/libs/cluster/src/index.js';
import { OPERATOR } from './programs.mjs';

const metadata = new grpc.Metadata();
metadata.set('authorization', `Bearer ${OPERATOR}`);

export function connect(server, options = {}) {
  const client = new CampaignServiceClient(server, grpc.credentials.createInsecure(), options);
  const call = (method, request) =>
    new Promise((resolve, reject) => {
      client[method](request, metadata, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  return {
    create: (campaignYaml) =>
      call('createCampaign', { campaignYaml, fileName: '', device: 0, requestId: '', validateOnly: false }),
    get: (name) => call('getCampaign', { name }),
    cancel: (name) => call('cancelCampaign', { name }),
    /** Calls the listener with each snapshot; the stream ends with the campaign, or by what is returned. */
    watch: (name, listener) => {
      const stream = client.watchCampaign({ name, resumeToken: '' }, metadata);
      stream.on('data', (message) => listener(message.campaign, stream));
      stream.on('error', () => undefined);
      return () => stream.cancel();
    },
    close: () => client.close(),
  };
}

/** Resolves when the campaign is in that stage, or has ended; it is asked, for who watches among many is told late. */
export async function until(client, name, stage, everyMs = 100) {
  for (;;) {
    const { state, message, stage: now } = await client.get(name);
    if (state === CampaignState.FAILED || state === CampaignState.CANCELLED) throw new Error(message);
    if (now >= stage || state === CampaignState.SUCCEEDED || state === CampaignState.PARTIAL) return;
    await sleep(everyMs);
  }
}

export { CampaignStage, CampaignState };
