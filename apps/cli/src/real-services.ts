import { channelCatalogue, planCampaign, runCampaign } from '@darkreach/campaign';
import { surveyDevices } from '@darkreach/kernels';
import { redraw, writeReport } from '@darkreach/report';
import { readFile } from 'node:fs/promises';
import { realCluster } from './cluster/real-cluster.js';
import { realToys } from './real-toys.js';
import type { Services } from './services.js';

/** The first example, beside `dist`. */
const EXAMPLE = new URL('../../../../examples/campaigns/dark-photon-invisible.yaml', import.meta.url);

/** The libraries themselves. */
export const realServices: Services = {
  catalogue: channelCatalogue,
  exampleCampaign: () => readFile(EXAMPLE, 'utf8'),
  plan: (campaign, workers) => Promise.resolve(planCampaign(campaign, workers)),
  run: runCampaign,
  writeReport,
  redraw: (folder) => redraw(folder),
  toys: realToys,
  cluster: realCluster,
  surveyDevices,
};
