export {
  defineChannel,
  type Channel,
  type ChannelExperiment,
  type ChannelSystematic,
  type Citation,
  type CitedInput,
  type Cut,
  type ModelParameter,
  type ModelValues,
  type PublishedLimit,
  type TemplateRecipe,
} from './channel.js';
export { CHANNELS, findChannel } from './registry.js';
