export type { Formula } from './formula.js';
export { defineEventKernel, type EventKernel, type FillRequest, type FillResult } from './event-kernel.js';
export { threefry2x32, uniformFrom, eventUniforms } from './random/threefry.js';
export { referenceFill } from './fill/reference-fill.js';
export { openDevice, surveyDevices, type DeviceSurvey } from './devices/open-device.js';
export type { Device, DevicePreference, RejectedBackend } from './devices/device.js';
export type { KernelText, MapKernel, MapKernelRequest, MapKernelSource } from './devices/map-kernel.js';
export { DeviceError, FormulaError } from './errors.js';
