import { dialectOf, printKeySchedule, printThreefry, type Backend, type Dialect } from '../compiler/dialect.js';
import { name } from '../compiler/expression.js';
import { inlineFormula } from '../compiler/inline.js';
import { POLYNOMIALS } from '../compiler/polynomials.js';
import type { Range } from '../compiler/range.js';
import { UNIFORM_RANGE } from '../random/threefry.js';
import { printAssignments, printExpression } from '../compiler/print.js';
import type { Formula } from '../formula.js';

/** Writes kernel text that means the same on every backend. */
export interface KernelText {
  readonly backend: Backend;
  /** `let name` that is a float and stays one; assign to it freely. */
  float(name: string, value: string): string;
  /** `let name` that is a 32-bit integer and stays one; assign to it freely (no Math.imul, no | 0). */
  integer(name: string, value: string): string;
  /**
   * Two uniform deviates in (0, 1), `names`, from Threefry of the kernel's key and the counter (counter, stream), both
   * integer expressions. Draws inside a loop need loop-independent names: a name may appear only once in a kernel.
   */
  uniforms(names: readonly [string, string], counter: string, stream: string): string;
  /**
   * A formula, inlined: statements that leave its results in the floats `results`. `values` are names or numbers.
   * Functions of Math inside become polynomials where the backend is slow at them.
   */
  inline(
    results: readonly string[],
    formula: Formula,
    values: readonly (string | number)[],
    uses?: readonly Formula[],
  ): string;
}

/**
 * A kernel given as text, for what is no straight line: loops and Newton steps. The thread number is the integer
 * `thread` = first + this.thread.x; `key0`, `key1` are integers; parameters are floats.
 */
export interface MapKernelSource {
  readonly id: string;
  /** Threads of one call; a multiple of 4. */
  readonly threads: number;
  readonly parameters: readonly string[];
  /** Statements of the body, ending in `return <float>;`. Every local name is declared once in the whole kernel. */
  readonly body: (text: KernelText) => string;
}

export interface MapKernelRequest {
  readonly key: readonly [number, number];
  /** Number of the first thread. */
  readonly first: number;
  readonly parameters: Readonly<Record<string, number>>;
}

export interface MapKernel {
  readonly threads: number;
  /** One value per thread; a copy that the caller owns. */
  run(request: MapKernelRequest): Promise<Float32Array>;
}

/** The whole text of a map kernel for one backend. */
export function printMapKernel(source: MapKernelSource, backend: Backend): string {
  const dialect = dialectOf(backend);
  return [
    `function (${['key0', 'key1', 'first', ...source.parameters].join(', ')}) {`,
    printKeySchedule(dialect),
    dialect.integer('thread', dialect.add('first', 'this.thread.x')),
    source.body(kernelText(dialect)),
    '}',
  ].join('\n');
}

function kernelText(dialect: Dialect): KernelText {
  let draws = 0;
  let inlined = 0;
  const ranges = new Map<string, Range>();
  return {
    backend: dialect.backend,
    float: (local, value) => `  let ${local} = Math.fround(${value});`,
    integer: (local, value) => dialect.integer(local, value),
    uniforms: (names, counter, stream) => {
      const words = [`draw${draws}a`, `draw${draws}b`] as const;
      draws++;
      for (const local of names) ranges.set(local, UNIFORM_RANGE);
      const statements = printThreefry(dialect, [{ event: counter, stream, words }]);
      return [statements, ...names.map((local, i) => `  const ${local} = ${dialect.uniform(words[i]!)};`)].join('\n');
    },
    inline: (results, formula, values, uses = []) => {
      const operands = values.map((value) =>
        typeof value === 'number' ? ({ kind: 'number', value } as const) : name(value),
      );
      const code = inlineFormula(formula, operands, [...uses, ...POLYNOMIALS], {
        lowering: dialect.lowering,
        prefix: `i${inlined++}_`,
        ranges,
      });
      const outcome = code.results.map(
        (result, i) => `  const ${results[i]} = Math.fround(${printExpression(result, dialect.style)});`,
      );
      return [printAssignments(code, dialect.style), ...outcome].join('\n');
    },
  };
}
