import type { DevicePreference } from '@darkreach/kernels';
import type { Model } from '../model/model.js';
import type { ToyBatch, ToyRequest } from './engine.js';

/** What a thread of toys is started with. */
export interface ToyThreadData {
  readonly device: DevicePreference;
}

/** A question to a thread: a model comes once, and requests name it by its number. */
export type ToyTask =
  | { readonly kind: 'open' }
  | { readonly kind: 'model'; readonly id: number; readonly model: Model }
  | { readonly kind: 'toys'; readonly model: number; readonly request: Omit<ToyRequest, 'model'> };

export type ToyAnswer =
  | { readonly kind: 'opened'; readonly tieTolerance: number }
  | { readonly kind: 'known' }
  | { readonly kind: 'toys'; readonly batch: ToyBatch }
  | { readonly kind: 'failed'; readonly message: string };
