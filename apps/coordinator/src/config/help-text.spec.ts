import { describe, expect, test } from '@jest/globals';
import { COORDINATOR_VARIABLES, VARIABLE_FACTS } from './coordinator-variables.js';
import { helpText } from './help-text.js';

describe('--help', () => {
  test('says something else of every variable', () => {
    const meanings = Object.values(COORDINATOR_VARIABLES.shape).map((schema) => VARIABLE_FACTS.get(schema)?.meaning);
    expect(new Set(meanings).size).toBe(meanings.length);
  });

  test('has a line for every variable, with its default, its meaning and what is allowed', () => {
    const text = helpText();
    for (const [name, schema] of Object.entries(COORDINATOR_VARIABLES.shape)) {
      const facts = VARIABLE_FACTS.get(schema);
      const line = text.split('\n').find((candidate) => candidate.trim().startsWith(`${name} `));
      expect(line).toContain(facts?.meaning);
      expect(line).toContain(`Allowed: ${facts?.allowed}`);
      expect(line).toContain(` ${facts?.default ?? '-'} `);
    }
  });
});
