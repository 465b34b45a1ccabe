import { CampaignServiceService } from '../contracts/generated/darkreach/v1/campaign.js';
import { ChannelServiceService } from '../contracts/generated/darkreach/v1/channel.js';
import { FleetServiceService } from '../contracts/generated/darkreach/v1/fleet.js';
import { ResultServiceService } from '../contracts/generated/darkreach/v1/result.js';

interface Method {
  readonly path: string;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
}

const METHODS: readonly Method[] = [
  ...Object.values(CampaignServiceService),
  ...Object.values(ChannelServiceService),
  ...Object.values(FleetServiceService),
  ...Object.values(ResultServiceService),
];

/** Methods that do something else the second time. */
const ONCE = ['CreateToken', 'RevokeToken', 'RetryCampaign', 'DeleteCampaign'];

/** gRPC's service config: calls that may be repeated are, up to five times within about four seconds. */
export function serviceConfig(): string {
  const methods = METHODS.filter(({ requestStream, responseStream }) => !requestStream && !responseStream)
    .map(({ path }) => path.slice(1).split('/') as [service: string, method: string])
    .filter(([, method]) => !ONCE.includes(method));
  return JSON.stringify({
    methodConfig: [
      {
        name: methods.map(([service, method]) => ({ service, method })),
        retryPolicy: {
          maxAttempts: 5,
          initialBackoff: '0.2s',
          maxBackoff: '2s',
          backoffMultiplier: 2,
          retryableStatusCodes: ['UNAVAILABLE'],
        },
      },
    ],
  });
}
