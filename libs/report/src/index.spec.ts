import { describe, expect, it } from '@jest/globals';
import * as report from './index.js';

describe('@darkreach/report', () => {
  it('has exactly these public names', () => {
    expect(Object.keys(report).sort()).toEqual([
      'DRAWING_FORMATS',
      'ReportReadError',
      'ReportWriteError',
      'checkSmoothed',
      'citationsBib',
      'clsPlot',
      'limitsCsv',
      'markdownTable',
      'projectVersion',
      'readLimits',
      'redraw',
      'renderDrawing',
      'resultFolderName',
      'strengthPlot',
      'validationMarkdown',
      'validationRows',
      'validationText',
      'writeReport',
    ]);
  });
});
