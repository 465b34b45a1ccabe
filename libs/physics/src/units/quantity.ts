declare const unit: unique symbol;

/** A number that carries its unit in its type; at run time a plain number. */
export type Quantity<Unit extends string> = number & { readonly [unit]: Unit };
