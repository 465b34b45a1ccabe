export {
  FIVE_NAN,
  type FiveBand,
  type LimitBand,
  type LimitMethod,
  type LimitOptions,
  type LimitStatus,
  type ScanPoint,
} from '../statements/limit-band.js';
