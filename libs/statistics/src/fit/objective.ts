/** Parameters whose derivative jumps at 0, and from which side it is taken where they are 0. */
export interface Kinks {
  readonly kinked: Uint8Array;
  readonly sides: Int8Array;
}

/** A function of some data to be minimised over a box. */
export interface Objective<Data> {
  readonly size: number;
  readonly value: (data: Data, parameters: Float64Array) => number;
  /** Value, with `gradient` and `hessian`; `soft` asks for a positive approximation of the Hessian. */
  readonly derivatives: (data: Data, parameters: Float64Array, soft: boolean) => number;
  readonly gradient: Float64Array;
  /** Row-major size x size; the lower triangle is read. */
  readonly hessian: Float64Array;
  readonly kinks?: Kinks;
}

/** Box of the parameters; where both sides agree the parameter is fixed. */
export interface Box {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}
