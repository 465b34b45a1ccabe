import { channelCatalogue, planCampaign, runCampaign } from '@darkreach/campaign';
import { surveyDevices } from '@darkreach/kernels';
import { redraw, writeReport } from '@darkreach/report';
import type { Services } from './services.js';

/** The libraries themselves. */
export const realServices: Services = {
  catalogue: channelCatalogue,
  plan: (campaign, workers) => Promise.resolve(planCampaign(campaign, workers)),
  run: runCampaign,
  writeReport,
  redraw: (folder) => redraw(folder),
  surveyDevices,
};
