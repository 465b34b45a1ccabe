import { InvalidModelError } from '../errors.js';
import type { NormalisationSystematic, TemplateModel, TemplateSample } from './template-model.js';

/**
 * Refuses a model that no likelihood can be written for.
 * @throws InvalidModelError naming the sample and bin, what was given and what is allowed
 */
export function checkTemplateModel(model: TemplateModel): void {
  const bins = model.signal.yields.length;
  if (bins === 0) throw new InvalidModelError('the template has 0 bins; allowed is at least 1');
  for (const sample of [model.signal, ...model.backgrounds]) checkSample(sample, bins);
  checkSharedNames(model);
  checkObserved(model, bins);
}

function checkSample(sample: TemplateSample, bins: number): void {
  for (const [what, values] of [
    ['yields', sample.yields],
    ['statErrors', sample.statErrors],
  ] as const) {
    if (values.length !== bins) {
      throw new InvalidModelError(
        `sample ${sample.name}: ${values.length} ${what}; allowed is one for each of the ${bins} bins`,
      );
    }
    const bad = values.findIndex((value) => !(Number.isFinite(value) && value >= 0));
    if (bad >= 0) {
      throw new InvalidModelError(
        `sample ${sample.name}, bin ${bad}: ${what} is ${values[bad]}; allowed is a finite number >= 0`,
      );
    }
  }
  sample.systematics.forEach((systematic) => checkSystematic(sample, systematic));
}

function checkSystematic(sample: TemplateSample, { name, relative }: NormalisationSystematic): void {
  if (relative !== 'free' && !(Number.isFinite(relative) && relative >= 0)) {
    throw new InvalidModelError(
      `sample ${sample.name}, systematic ${name}: relative is ${relative}; allowed is a number >= 0 or 'free'`,
    );
  }
  if (sample.systematics.filter((other) => other.name === name).length > 1) {
    throw new InvalidModelError(`sample ${sample.name}: systematic ${name} is given twice; allowed is once`);
  }
}

function checkSharedNames(model: TemplateModel): void {
  const all = [model.signal, ...model.backgrounds].flatMap((sample) => sample.systematics);
  const free = new Set(all.filter((s) => s.relative === 'free').map((s) => s.name));
  const both = all.find((s) => s.relative !== 'free' && free.has(s.name));
  if (both)
    throw new InvalidModelError(
      `systematic ${both.name} is free in one sample and constrained in another; allowed is one of the two`,
    );
  const ofBackgrounds = new Set(model.backgrounds.flatMap((b) => b.systematics.map((s) => s.name)));
  const alone = model.signal.systematics.find((s) => s.relative === 'free' && !ofBackgrounds.has(s.name));
  if (alone)
    throw new InvalidModelError(
      `systematic ${alone.name} is free and acts on the signal alone: it cannot be told from the signal strength`,
    );
}

function checkObserved({ observed, signal, backgrounds }: TemplateModel, bins: number): void {
  if (!observed) return;
  if (observed.length !== bins) {
    throw new InvalidModelError(`${observed.length} observed counts; allowed is one for each of the ${bins} bins`);
  }
  observed.forEach((count, bin) => {
    if (!(Number.isFinite(count) && count >= 0)) {
      throw new InvalidModelError(`bin ${bin}: ${count} observed events; allowed is a finite number >= 0`);
    }
    const possible =
      [signal, ...backgrounds].some((s) => s.yields[bin]! > 0) || backgrounds.some((b) => b.statErrors[bin]! > 0);
    if (count > 0 && !possible) {
      throw new InvalidModelError(`bin ${bin}: ${count} observed events where no sample expects any; allowed is 0`);
    }
  });
}
