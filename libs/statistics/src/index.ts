// Workspaces: pyhf's JSON, patches, and templates in that form.
export type { Workspace, WorkspaceMeasurement } from './workspace/workspace.js';
export { parseJson } from './workspace/parse-json.js';
export { readWorkspace } from './workspace/read-workspace.js';
export { writeWorkspace } from './workspace/write-workspace.js';
export { selectMeasurement } from './workspace/select-measurement.js';
export { templateWorkspace, type TemplateWorkspaceOptions } from './workspace/template-workspace.js';
export type { Patch, Patchset } from './workspace/patchset.js';
export { readPatchset } from './workspace/read-patchset.js';
export { writePatchset } from './workspace/write-patchset.js';
export { makePatchset } from './workspace/make-patchset.js';
export { findPatch } from './workspace/find-patch.js';
export { applyPatch } from './workspace/apply-patch.js';
export { verifyPatchset } from './workspace/verify-patchset.js';

// Models, and what they expect.
export type { NormalisationSystematic, TemplateModel, TemplateSample } from './model/template-model.js';
export type { Dataset, Model, Parameter } from './model/model.js';
export { buildModel, type BuildOptions } from './model/build-model.js';
export { asimovData, initialParameters, observedData } from './likelihood/dataset.js';
export { expectedCounts } from './likelihood/expected-counts.js';
export { logLikelihood, type LogLikelihood } from './likelihood/log-likelihood.js';

// Fits.
export type { FitResult } from './fit/fit-result.js';
export { createModelFitter, type FitOptions, type ModelFitter } from './fit/model-fitter.js';
export { globalFit, type GlobalFitOptions } from './fit/global-fit.js';
export { parameterErrors, type ErrorStatus, type ParameterErrors } from './fit/parameter-errors.js';

// Toys.
export { threadToyEngine, type ThreadToyOptions } from './toys/thread-engine.js';
export { kernelToyEngine } from './toys/kernel-engine.js';
export { hostToyEngine } from './toys/host-engine.js';
export type { ToyBatch, ToyEngine, ToyRequest } from './toys/engine.js';

// Statements.
export type {
  FiveBand,
  LimitBand,
  LimitMethod,
  LimitOptions,
  LimitStatus,
  ScanPoint,
} from './statements/limit-band.js';
export { chooseMethod, type MethodChoice } from './statements/choose-method.js';
export { upperLimit } from './statements/upper-limit.js';
export {
  asymptoticHypothesisTest,
  asymptoticTest,
  type AsymptoticHypothesisTest,
  type AsymptoticOptions,
  type AsymptoticPoint,
  type AsymptoticTest,
} from './statements/asymptotic/asymptotic-test.js';
export {
  asymptoticLimit,
  type AsymptoticLimit,
  type AsymptoticLimitOptions,
} from './statements/asymptotic/asymptotic-limit.js';
export { discovery, type Discovery, type DiscoveryOptions } from './statements/asymptotic/discovery.js';
export {
  toyHypothesisTest,
  type ToyHypothesisOptions,
  type ToyHypothesisTest,
} from './statements/toys/toy-hypothesis-test.js';
export { toyDiscovery, type ToyDiscovery, type ToyDiscoveryOptions } from './statements/toys/toy-discovery.js';
export { bayesianLimit, type BayesianLimit, type BayesianOptions } from './statements/bayesian/bayesian-limit.js';
export {
  feldmanCousins,
  type UnifiedInterval,
  type UnifiedIntervalOptions,
} from './statements/feldman-cousins/feldman-cousins.js';
export type { CountingBackground } from './statements/counting/counting-bayes.js';
export { countingBayesUpperLimit } from './statements/counting/counting-bayes.js';
export type { FeldmanCousinsInterval, FeldmanCousinsOptions } from './statements/counting/counting-feldman-cousins.js';
export { countingFeldmanCousins } from './statements/counting/counting-feldman-cousins.js';
export { countingCls, countingUpperLimit } from './statements/counting/counting.js';

// Errors.
export {
  DigestMismatchError,
  InvalidJsonError,
  InvalidModelError,
  InvalidPatchsetError,
  InvalidWorkspaceError,
  PatchOperationError,
  UnknownPatchError,
} from './errors.js';
