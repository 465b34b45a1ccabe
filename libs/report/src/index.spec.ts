import { describe, expect, it } from '@jest/globals';
import * as report from './index.js';

describe('@darkreach/report', () => {
  it('has exactly these public names', () => {
    expect(Object.keys(report).sort()).toEqual([
      'ReportReadError',
      'ReportWriteError',
      'checkSmoothed',
      'citationsBib',
      'limitsCsv',
      'markdownTable',
      'readLimits',
      'redraw',
      'resultFolderName',
      'validationMarkdown',
      'validationRows',
      'validationText',
      'writeReport',
    ]);
  });
});
