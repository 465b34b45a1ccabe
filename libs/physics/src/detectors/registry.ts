import { babar } from './babar/babar.js';
import { belle2 } from './belle2/belle2.js';
import type { Detector } from './define-detector.js';

/** Every detector, by id. */
export const detectors: Readonly<Record<string, Detector>> = { babar, belle2 };
