import { citationsFormat } from './bibtex/citations-bib.js';
import { campaignFormat } from './campaign/campaign-files.js';
import { backgroundsFormat } from './csv/backgrounds-csv.js';
import { csvFormat } from './csv/limits-csv.js';
import { histogramsFormat } from './json/histograms-json.js';
import { limitsFormat } from './json/limits-json.js';
import { plotFormat } from './plot/plot-files.js';
import { pyhfFormat } from './pyhf/pyhf-files.js';
import type { ReportFormat } from './report-format.js';

/** Every output format, sorted by id; a new one is a folder and a line here. The manifest is written after all of them. */
export const formats: readonly ReportFormat[] = [
  backgroundsFormat,
  campaignFormat,
  citationsFormat,
  csvFormat,
  histogramsFormat,
  limitsFormat,
  plotFormat,
  pyhfFormat,
];
