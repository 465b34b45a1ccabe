import type { Campaign, ClusterConnection } from '@darkreach/cluster';
import type { DevicePreference } from '@darkreach/kernels';
import { basename } from 'node:path';
import type { LoadedCampaign } from '../load-campaign.js';
import { DEVICES } from './device-names.js';

/** As many characters as the cluster takes. */
const LONGEST_NAME = 256;

/** Hands a campaign to the cluster; the same content gives the campaign that is there already. */
export function createCampaign(
  connection: ClusterConnection,
  { file, text }: LoadedCampaign,
  { device, validateOnly = false }: { readonly device: DevicePreference; readonly validateOnly?: boolean },
): Promise<Campaign> {
  return connection.campaigns.createCampaign({
    campaignYaml: text,
    fileName: basename(file).slice(-LONGEST_NAME),
    device: DEVICES[device],
    requestId: '',
    validateOnly,
  });
}
