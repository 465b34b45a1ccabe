import { InvalidModelError } from '../errors.js';
import type { TemplateModel } from '../model/template-model.js';

/** Names of the parameters that are not systematics. */
export interface TemplateNames {
  readonly signalMc: string;
  /** Of the Monte-Carlo errors of a background; all backgrounds share one with normal constraints. */
  readonly mc: (background: string) => string;
}

/**
 * The names that a template's own parameters get.
 * @throws InvalidModelError when a systematic has one of them, or two samples have one name
 */
export function templateNames(template: TemplateModel, region: string): TemplateNames {
  const { signal, backgrounds } = template;
  const poisson = template.mcConstraint === 'poisson';
  const mc = (background: string): string => (poisson ? `mc_${region}_${background}` : `mc_${region}`);
  const reserved = new Set(['mu', 'signal-mc', ...backgrounds.map(({ name }) => mc(name))]);
  const samples = [signal, ...backgrounds];
  for (const [i, { name, systematics }] of samples.entries()) {
    if (samples.findIndex((other) => other.name === name) < i) {
      throw new InvalidModelError(`sample ${name} is given twice; allowed is one sample of each name`);
    }
    const clash = systematics.find((systematic) => reserved.has(systematic.name));
    if (clash) {
      const own = [...reserved].join(', ');
      throw new InvalidModelError(`sample ${name}: a systematic is called ${clash.name}; allowed is none of ${own}`);
    }
  }
  return { signalMc: 'signal-mc', mc };
}
