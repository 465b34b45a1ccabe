// A caller of the API, as the benchmark needs it.
import grpc from '@grpc/grpc-js';
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

/** Milliseconds from now until the campaign is in that stage, or has ended. */
export function until(client, name, stage) {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const stop = client.watch(name, (campaign) => {
      const { state, message } = campaign;
      if (state === CampaignState.FAILED || state === CampaignState.CANCELLED) reject(new Error(message));
      if (campaign.stage < stage && state !== CampaignState.SUCCEEDED && state !== CampaignState.PARTIAL) return;
      stop();
      resolve(performance.now() - started);
    });
  });
}

export { CampaignStage, CampaignState };
