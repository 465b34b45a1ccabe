import type { CurveModels } from '@darkreach/campaign';
import { templateWorkspace, type Workspace } from '@darkreach/statistics';

/** What the measurement of every workspace is called. */
export const MEASUREMENT = 'upper-limit';

type Parameter = Workspace['measurements'][number]['config']['parameters'][number];

/**
 * The backgrounds of a curve without signal, over the whole observable, one region for each selection; the observation is
 * what they expect. Its parameter of interest, mu, exists once a patch has added a signal.
 */
export function backgroundWorkspace({ regions }: CurveModels): Workspace {
  const parts = regions.map(({ name, backgrounds }) => {
    const none = backgrounds[0]!.yields.map(() => 0);
    const signal = { name: 'signal', yields: none, statErrors: none, systematics: [] };
    return templateWorkspace({ kind: 'template-model', signal, backgrounds }, { region: name });
  });
  const parameters = new Map(parts.flatMap(parametersOf).map((parameter) => [parameter.name, parameter]));
  return {
    channels: parts.flatMap(({ channels }) => channels).map(withoutSignal),
    observations: parts.flatMap(({ observations }) => observations),
    measurements: [{ name: MEASUREMENT, config: { poi: 'mu', parameters: [...parameters.values()] } }],
    version: '1.0.0',
  };
}

function parametersOf({ measurements }: Workspace): readonly Parameter[] {
  return measurements.flatMap(({ config }) => config.parameters).filter(({ name }) => name !== 'mu');
}

function withoutSignal(channel: Workspace['channels'][number]): Workspace['channels'][number] {
  return { ...channel, samples: channel.samples.filter(({ name }) => name !== 'signal') };
}
