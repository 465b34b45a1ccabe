import { FunctionNode } from 'gpu.js';

/** What gpu.js knows of a name in a kernel: the syntax node and where it was declared. */
interface Identifier {
  readonly ast: object;
  readonly declaration: object | null;
}

interface TracedFunction {
  readonly identifiers: readonly Identifier[];
}

const tables = new WeakMap<readonly Identifier[], Map<object, object | null>>();

function tableOf(identifiers: readonly Identifier[]): Map<object, object | null> {
  const known = tables.get(identifiers);
  if (known?.size === identifiers.length) return known;
  const table = new Map(identifiers.map(({ ast, declaration }) => [ast, declaration] as const));
  tables.set(identifiers, table);
  return table;
}

/**
 * gpu.js finds the declaration of a name by walking a list, for every name of a kernel: quadratic, which is
 * seconds for a fit of many bins. A table gives the same answer.
 */
export function useDeclarationTable(): void {
  const prototype = FunctionNode.prototype as unknown as {
    getDeclaration: (this: TracedFunction, ast: object) => object | null;
  };
  prototype.getDeclaration = function (ast) {
    return tableOf(this.identifiers).get(ast) ?? null;
  };
}
