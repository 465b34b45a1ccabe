import {
  CampaignServiceService,
  ChannelServiceService,
  FleetServiceService,
  ResultServiceService,
  WorkerServiceService,
} from '@darkreach/cluster';

/** Every service of darkreach.v1, by its full name. */
export const SERVICES = {
  'darkreach.v1.CampaignService': CampaignServiceService,
  'darkreach.v1.ChannelService': ChannelServiceService,
  'darkreach.v1.FleetService': FleetServiceService,
  'darkreach.v1.ResultService': ResultServiceService,
  'darkreach.v1.WorkerService': WorkerServiceService,
} as const;

type MethodOf<Service> = Service[keyof Service];
type Method =
  | MethodOf<typeof CampaignServiceService>
  | MethodOf<typeof ChannelServiceService>
  | MethodOf<typeof FleetServiceService>
  | MethodOf<typeof ResultServiceService>
  | MethodOf<typeof WorkerServiceService>;

/** Path of a method on the wire, e.g. `/darkreach.v1.CampaignService/GetCampaign`. */
export type MethodPath = Method['path'];

/** What is sent to the method of that path. */
export type RequestOf<Path extends MethodPath> =
  Extract<Method, { readonly path: Path }> extends { readonly requestDeserialize: (bytes: Buffer) => infer Request }
    ? Request
    : never;
