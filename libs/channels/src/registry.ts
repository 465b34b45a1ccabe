import type { Channel } from './channel.js';
import { darkPhotonInvisible } from './dark-photon-invisible/channel.js';

/** Every search, sorted by id: a new one is one folder and one line here. */
export const CHANNELS: readonly Channel[] = [darkPhotonInvisible];

/** The channel of that id, or undefined. */
export function findChannel(id: string): Channel | undefined {
  return CHANNELS.find((channel) => channel.id === id);
}
