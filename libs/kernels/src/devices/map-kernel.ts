import { dialectOf, printKeySchedule, printThreefry, type Backend, type Dialect } from '../compiler/dialect.js';
import { name } from '../compiler/expression.js';
import { inlineFormula } from '../compiler/inline.js';
import { POLYNOMIALS } from '../compiler/polynomials.js';
import type { Range } from '../compiler/range.js';
import { UNIFORM_RANGE } from '../random/threefry.js';
import { printAssignments, printExpression } from '../compiler/print.js';
import { FormulaError } from '../errors.js';
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
   * The words of Threefry themselves, 32-bit integers that stay such, of several counters (thread, stream); the blocks
   * run side by side, which is faster than one after the other.
   */
  words(blocks: readonly { readonly names: readonly [string, string]; readonly stream: string }[]): string;
  /** The uniform deviate in (0, 1) of a word. */
  uniform(word: string): string;
  /**
   * A parameter where it is used; by its mere name it is read at the start of the kernel. Read here, a parameter that is
   * used once, outside of loops, need not be kept.
   */
  parameter(name: string): string;
  /**
   * Statements in a piece of their own; what they leave behind is declared before. A compiler that sees the work on fifty
   * bins as one piece does a bit of each in turn and runs out of registers: pieces of some hundred operations are several
   * times as fast.
   */
  section(statements: readonly string[]): string;
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
  /** Arrays of floats; an index that is the same in all threads costs no more than a parameter. */
  readonly arrays?: readonly string[];
  /**
   * Statements of the body, ending in `return <float>;`, or in `return [<float>, ...];` with two to four values. Every
   * local name is declared once in the whole kernel.
   */
  readonly body: (text: KernelText) => string;
}

export interface MapKernelRequest {
  readonly key: readonly [number, number];
  /** Number of the first thread. */
  readonly first: number;
  readonly parameters: Readonly<Record<string, number>>;
  /** The arrays that the kernel names; each keeps the length of its first call. */
  readonly arrays?: Readonly<Record<string, Float32Array>>;
}

export interface MapKernel {
  readonly threads: number;
  /** The values of each thread, side by side; a copy that the caller owns. */
  run(request: MapKernelRequest): Promise<Float32Array>;
}

/** Integer arguments of every map kernel; `always` is 1, which its compiler cannot know. */
export const MAP_INTEGERS = ['key0', 'key1', 'first', 'always'] as const;

/** The parameters travel in one array: a call with a thousand arguments takes longer than many a kernel. */
export const PARAMETER_ARRAY = 'numbers';

/** The arrays of a kernel, in the order of its arguments. */
export function arraysOf({ parameters, arrays = [] }: MapKernelSource): readonly string[] {
  return parameters.length > 0 ? [PARAMETER_ARRAY, ...arrays] : arrays;
}

/** The whole text of a map kernel for one backend. */
export function printMapKernel(source: MapKernelSource, backend: Backend): string {
  const dialect = dialectOf(backend);
  const places = new Map(source.parameters.map((parameter, i) => [parameter, `${PARAMETER_ARRAY}[${i}]`]));
  const body = source.body(kernelText(dialect, places));
  const used = new Set(body.match(/[A-Za-z_]\w*/g));
  return [
    `function (${[...MAP_INTEGERS, ...arraysOf(source)].join(', ')}) {`,
    ...[...places].flatMap(([name, place]) => (used.has(name) ? [`  let ${name} = Math.fround(${place});`] : [])),
    printKeySchedule(dialect),
    dialect.integer('thread', dialect.add('first', 'this.thread.x')),
    body,
    '}',
  ].join('\n');
}

function kernelText(dialect: Dialect, places: ReadonlyMap<string, string>): KernelText {
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
    words: (blocks) =>
      printThreefry(
        dialect,
        blocks.map(({ names, stream }) => ({ event: 'thread', stream, words: names })),
      ),
    uniform: (word) => dialect.uniform(word),
    parameter: (wanted) => places.get(wanted) ?? unknownParameter(wanted),
    section: (statements) => ['  if (always > 0) {', ...statements, '  }'].join('\n'),
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

function unknownParameter(wanted: string): never {
  throw new FormulaError('kernel', `parameter ${wanted}`, 'the parameters that the kernel names');
}
