import type { ModelParameter } from '@darkreach/channels';
import type { SearchDocument } from './campaign-document.js';
import type { CampaignSource, SourcePath } from './campaign-source.js';

import { refusedValue, unknownKeyName, unknownName } from './refusal.js';

/** Every model parameter of the search, by name in the order of the catalogue, defaults filled in. */
export function resolveModel(
  given: SearchDocument['model'],
  parameters: readonly ModelParameter[],
  source: CampaignSource,
  path: SourcePath,
): Readonly<Record<string, number | string>> {
  const names = parameters.map(({ name }) => name);
  const stranger = Object.keys(given).find((name) => !names.includes(name));
  if (stranger !== undefined)
    throw unknownKeyName(source, [...path, stranger], 'model parameter of this search', names);
  return Object.fromEntries(
    parameters.map((parameter) => {
      const value = given[parameter.name];
      if (value !== undefined) requireAllowed(value, parameter, source, [...path, parameter.name]);
      return [parameter.name, value ?? parameter.default];
    }),
  );
}

function requireAllowed(
  value: number | string,
  parameter: ModelParameter,
  source: CampaignSource,
  path: SourcePath,
): void {
  switch (parameter.kind) {
    case 'choice':
      if (!parameter.choices.includes(String(value)))
        throw unknownName(source, path, String(value), 'choice', parameter.choices);
      return;
    case 'number': {
      const allowed = `a number from ${parameter.low} to ${parameter.high}${parameter.unit === '' ? '' : ` ${parameter.unit}`}`;
      if (typeof value !== 'number' || Number.isNaN(value))
        throw refusedValue(source, path, value, 'is no number', allowed);
      if (value < parameter.low || value > parameter.high)
        throw refusedValue(source, path, value, 'is out of range', allowed);
    }
  }
}
