import { isAlias, LineCounter, parseDocument, visit, type Document, type YAMLParseError, type YAMLWarning } from 'yaml';
import { CampaignSpecError } from '../errors.js';
import { campaignDocumentSchema, type CampaignDocument } from './campaign-document.js';
import { CAMPAIGN_LIMITS } from './campaign-limits.js';
import { campaignSource, positionAt, type CampaignSource } from './campaign-source.js';
import { describeGiven, printable } from './describe-given.js';
import { firstIssue } from './schema-issue.js';

/** A campaign file that is well-formed by itself; what it names is looked up by `resolveCampaign`. */
export interface CampaignSpec {
  readonly kind: 'campaign-spec';
  readonly document: CampaignDocument;
  readonly source: CampaignSource;
}

const SYNTAX = 'one YAML 1.2 document';

/**
 * Reads the text of a campaign file.
 *
 * @throws {CampaignSpecError} at the first thing, in the order of the file, that is not allowed.
 */
export function parseCampaign(text: string, fileName: string): CampaignSpec {
  const lines = new LineCounter();
  if (Buffer.byteLength(text) > CAMPAIGN_LIMITS.fileBytes) throw tooLarge(fileName);
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const flaw = document.errors[0] ?? document.warnings[0];
  if (flaw !== undefined) throw syntaxError(flaw, text, fileName, lines);
  const source = campaignSource(fileName, document, lines);
  const parsed = campaignDocumentSchema.safeParse(plainValue(document, fileName, lines), { reportInput: true });
  if (!parsed.success) throw firstIssue(parsed.error.issues, source);
  return { kind: 'campaign-spec', document: parsed.data, source };
}

function tooLarge(file: string): CampaignSpecError {
  const allowed = `at most ${CAMPAIGN_LIMITS.fileBytes} bytes`;
  return new CampaignSpecError({
    file,
    line: 1,
    column: 1,
    path: '',
    given: 'the file',
    problem: 'is too large',
    allowed,
  });
}

function syntaxError(
  flaw: YAMLParseError | YAMLWarning,
  text: string,
  file: string,
  lines: LineCounter,
): CampaignSpecError {
  const place = { file, ...positionAt(lines, flaw.pos[0]), path: 'YAML' };
  if (flaw.code === 'DUPLICATE_KEY') {
    const given = describeGiven(/^[^:\r\n]*/.exec(text.slice(flaw.pos[0]))?.[0]);
    return new CampaignSpecError(
      { ...place, given, problem: 'is there twice', allowed: 'each key once' },
      { cause: flaw },
    );
  }
  return new CampaignSpecError({ ...place, given: '', problem: problemOf(flaw), allowed: SYNTAX }, { cause: flaw });
}

function problemOf(flaw: unknown): string {
  const message = flaw instanceof Error ? flaw.message : String(flaw);
  return message.startsWith('Maximum call stack') ? 'the nesting is too deep' : printable(message.split('\n')[0] ?? '');
}

function plainValue(document: Document, file: string, lines: LineCounter): unknown {
  try {
    return document.toJS({ maxAliasCount: CAMPAIGN_LIMITS.aliases });
  } catch (cause) {
    const problem = problemOf(cause);
    const allowed = `anchors that are set before they are used, at most ${CAMPAIGN_LIMITS.aliases} aliases once expanded`;
    const position = positionAt(lines, offsetOfAlias(document));
    throw new CampaignSpecError({ file, ...position, path: 'YAML', given: '', problem, allowed }, { cause });
  }
}

/** The alias that cannot be resolved, else the last one: the one that makes too many. */
function offsetOfAlias(document: Document): number {
  let offset = 0;
  visit(document, {
    Alias: (_key, node) => {
      if (!isAlias(node)) return undefined;
      offset = node.range?.[0] ?? offset;
      return node.resolve(document) === undefined ? visit.BREAK : undefined;
    },
  });
  return offset;
}
