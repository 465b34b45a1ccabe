export type { NormalisationSystematic, TemplateModel, TemplateSample } from './model/template-model.js';
export { effectiveBackground } from './model/effective-background.js';
export type { FiveBand, LimitBand, LimitMethod, LimitOptions, LimitStatus, ScanPoint } from './limits/limit-band.js';
export { countingCls, countingUpperLimit } from './limits/counting.js';
export { InvalidModelError } from './errors.js';
