import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Node } from 'yaml';

export interface SourcePosition {
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

export type SourcePath = readonly (string | number)[];

/** The text behind a parsed campaign: where each value and each key stands. */
export interface CampaignSource {
  readonly fileName: string;
  /** Where the value at a path begins; for a path that does not exist, the nearest thing around it. */
  readonly locate: (path: SourcePath) => SourcePosition;
  /** Where the key of the last step of a path begins. */
  readonly locateKey: (path: SourcePath) => SourcePosition;
}

export function campaignSource(fileName: string, document: Document, lines: LineCounter): CampaignSource {
  const position = (node: Node | null | undefined): SourcePosition => positionAt(lines, node?.range?.[0] ?? 0);
  return {
    fileName,
    locate: (path) => position(deepest(document, path)),
    locateKey: (path) => position(keyNode(document, path) ?? deepest(document, path)),
  };
}

export function positionAt(lines: LineCounter, offset: number): SourcePosition {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function deepest(document: Document, path: SourcePath): Node | null {
  let node: Node | null = document.contents;
  for (const step of path) {
    const next = child(document, node, step);
    if (next === undefined) break;
    node = next;
  }
  return node;
}

function keyNode(document: Document, path: SourcePath): Node | undefined {
  const parent = resolved(document, deepest(document, path.slice(0, -1)));
  if (!isMap(parent)) return undefined;
  const key = parent.items.find((pair) => isKey(pair.key, path.at(-1)))?.key;
  return isScalar(key) ? key : undefined;
}

function child(document: Document, node: Node | null, step: string | number): Node | undefined {
  const parent = resolved(document, node);
  if (isSeq(parent)) return (parent.items[Number(step)] as Node | null | undefined) ?? undefined;
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }) => isKey(key, step));
  return (pair?.value as Node | null | undefined) ?? (pair?.key as Node | undefined);
}

function resolved(document: Document, node: Node | null): Node | null {
  return isAlias(node) ? ((node.resolve(document) as Node | undefined) ?? node) : node;
}

function isKey(key: unknown, step: string | number | undefined): boolean {
  return isScalar(key) && String(key.value) === String(step);
}
