import { CHANNELS, findChannel } from '@darkreach/channels';
import type { Channel, DescribeChannelRequest, ListChannelsResponse } from '@darkreach/cluster';
import { Controller } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { NotFoundError } from '../../errors.js';
import { describeChannel } from '../describe-channel.js';
import { idOf } from '../resource-name.js';

const SERVICE = 'ChannelService';

/** The methods of ChannelService: what is known without a ledger. */
@Controller()
export class ChannelController {
  @GrpcMethod(SERVICE, 'ListChannels')
  list(): ListChannelsResponse {
    return { channels: CHANNELS.map(describeChannel) };
  }

  @GrpcMethod(SERVICE, 'DescribeChannel')
  describe({ name }: DescribeChannelRequest): Channel {
    const channel = findChannel(idOf(name));
    if (channel !== undefined) return describeChannel(channel);
    const known = CHANNELS.map(({ id }) => id).join(', ');
    throw new NotFoundError('CHANNEL_NOT_FOUND', `there is no search ${name}; there are: ${known}`);
  }
}
