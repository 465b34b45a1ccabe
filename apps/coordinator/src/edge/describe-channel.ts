import type { Channel as Search, ModelParameter as SearchParameter } from '@darkreach/channels';
import type { Channel, ModelParameter } from '@darkreach/cluster';

/** A search as the API shows it; masses are those for which its model is meant. */
export function describeChannel({ id, title, reaction, coupling, experiments, experiment, model }: Search): Channel {
  return {
    name: `channels/${id}`,
    title,
    reaction,
    couplingSymbol: coupling.symbol,
    couplingName: coupling.name,
    experiments: experiments.map((name) => {
      const { validity, ...described } = experiment(name, {});
      return { id: described.id, title: described.title, massLow: validity.low, massHigh: validity.high };
    }),
    modelParameters: model.map(describeParameter),
  };
}

function describeParameter(parameter: SearchParameter): ModelParameter {
  const { name, title } = parameter;
  const defaultValue = String(parameter.default);
  switch (parameter.kind) {
    case 'number':
      return { name, title, defaultValue, allowed: `${parameter.low} to ${parameter.high}`, unit: parameter.unit };
    case 'choice':
      return { name, title, defaultValue, allowed: parameter.choices.join(', '), unit: '' };
  }
}
