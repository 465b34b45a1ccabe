// Compares the limits of this project with published ones: `npm run validate`, after a build.
//
//   node test/validation/run.mjs [--library=dist] [--campaign=test/validation/campaign.yaml] [--output=docs/validation.md]
//
// Prints the comparison, writes it as a document, and ends with 4 where a check does not hold.
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { causesSection, computeVariants } from './causes.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CHECK_FAILED = 4;
/** BaBar's low-mass search, where its efficiency and background are known well enough to be asked for. */
const CHECK = { experiment: 'BaBar', luminosity: '53 fb^-1', low: 1.5, high: 5, factor: 1.5 };

const { values } = parseArgs({
  options: {
    library: { type: 'string', default: 'dist' },
    campaign: { type: 'string', default: 'test/validation/campaign.yaml' },
    output: { type: 'string', default: 'docs/validation.md' },
  },
});
const library = (name) => import(pathToFileURL(resolve(ROOT, values.library, `libs/${name}/src/index.js`)).href);
const campaigns = await library('campaign');
const report = await library('report');

const file = resolve(ROOT, values.campaign);
const spec = campaigns.parseCampaign(await readFile(file, 'utf8'), relative(ROOT, file));
const campaign = campaigns.resolveCampaign(spec, campaigns.channelCatalogue());

const say = (text) => process.stderr.write(`${text}\n`);
say(`Computing ${relative(ROOT, file)}`);
const result = await campaigns.runCampaign(campaign);
const variants = await computeVariants({ campaign, base: result, runCampaign: campaigns.runCampaign, say });

const rows = report.validationRows(result);
const checks = [report.checkSmoothed(rows, CHECK)];
const sections = variants.length > 0 ? [causesSection({ rows, result, variants, table: report.markdownTable })] : [];
const validation = { rows, result, checks, sections };
process.stdout.write(report.validationText(validation));

const output = resolve(ROOT, values.output);
await writeFile(output, await formatted(report.validationMarkdown(validation), output));
process.stdout.write(`Written to ${relative(ROOT, output)}\n`);
process.exitCode = checks.every(({ passed }) => passed) && result.status === 'complete' ? 0 : CHECK_FAILED;

/** As prettier would, where it is installed, so that the document passes the check of formats. */
async function formatted(text, path) {
  const prettier = await import('prettier').catch(() => undefined);
  if (prettier === undefined) return text;
  return prettier.format(text, { ...(await prettier.resolveConfig(dirname(path))), parser: 'markdown' });
}
