import type { Run } from '../svg/rich-text.js';
import { symbolRuns } from '../svg/symbols.js';

/** A parameter's name as it is set: `mu` and `s_1` as symbols, a word such as `SigXsecOverSM` upright. */
export function parameterRuns(name: string): readonly Run[] {
  const runs = symbolRuns(name);
  return runs[0]!.text.length === 1 ? runs : [{ text: name }];
}
