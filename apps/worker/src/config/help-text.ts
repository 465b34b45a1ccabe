import { WORKER_VARIABLES, VARIABLE_FACTS } from './worker-variables.js';

/** What `--help` prints: every variable with its default, what is allowed and what it means. */
export function helpText(): string {
  const rows = Object.entries(WORKER_VARIABLES.shape).map(([name, schema]) => {
    const { meaning = '', allowed = '', default: standard = '-' } = VARIABLE_FACTS.get(schema) ?? {};
    return { name, standard, text: `${meaning} Allowed: ${allowed}.` };
  });
  const widths = {
    name: Math.max(...rows.map(({ name }) => name.length)),
    standard: Math.max('Default'.length, ...rows.map(({ standard }) => standard.length)),
  };
  const line = (name: string, standard: string, text: string): string =>
    `  ${name.padEnd(widths.name)}  ${standard.padEnd(widths.standard)}  ${text}`;
  return [
    'A worker of a Darkreach cluster. It is configured by its environment alone:',
    '',
    line('Variable', 'Default', 'Meaning'),
    ...rows.map(({ name, standard, text }) => line(name, standard, text)),
    '',
  ].join('\n');
}
