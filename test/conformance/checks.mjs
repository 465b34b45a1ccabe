import { code1Code0 } from './checks/code1-code0.mjs';
import { discovery } from './checks/discovery.mjs';
import { fits } from './checks/fits.mjs';
import { limits } from './checks/limits.mjs';
import { logLikelihood } from './checks/log-likelihood.mjs';
import { model } from './checks/model.mjs';
import { published } from './checks/published.mjs';
import { publishedScans } from './checks/published-scans.mjs';
import { tests } from './checks/tests.mjs';
import { toys } from './checks/toys.mjs';

/**
 * What is compared. A check takes { name, document, expected, toys, isLarge, library } and answers, perhaps later, a list
 * of { quantity, what, deviation, allowed }, or of { quantity, skipped } with a reason; one more is a file and a line here, and a title in table.mjs if it brings a
 * new quantity.
 */
export const CHECKS = [
  model,
  logLikelihood,
  fits,
  tests,
  limits,
  discovery,
  code1Code0,
  published,
  publishedScans,
  toys,
];
