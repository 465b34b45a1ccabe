export { threefry2x32, uniformFrom, eventUniforms } from './random/threefry.js';
export { compileEvent } from './compiler/compile-event.js';
export { defineEventKernel, type EventKernel, type FillRequest, type FillResult } from './event-kernel.js';
export type { Formula } from './formula.js';
