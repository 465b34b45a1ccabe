export type { NormalisationSystematic, TemplateModel, TemplateSample } from './model/template-model.js';
export { effectiveBackground } from './model/effective-background.js';
export type { FiveBand, LimitBand, LimitMethod, LimitOptions, LimitStatus, ScanPoint } from './limits/limit-band.js';
export { upperLimit } from './limits/upper-limit.js';
export { hostToyEngine } from './toys/host-toy-engine.js';
export { kernelToyEngine } from './toys/kernel-toy-engine.js';
export type { Hypothesis, ToyBatch, ToyEngine, ToyRequest } from './toys/toy-engine.js';
export { countingCls, countingUpperLimit } from './limits/counting.js';
export { InvalidModelError } from './errors.js';
