/** The functions of cephes 3.3.3 that are used here; the package's own declarations cannot be reached from its ES module. */
declare module 'cephes' {
  const cephes: {
    readonly compiled: Promise<void>;
    /** Standard normal distribution function. */
    readonly ndtr: (x: number) => number;
    /** Its inverse. */
    readonly ndtri: (p: number) => number;
    /** Regularised upper incomplete gamma function Q(a, x). */
    readonly igamc: (a: number, x: number) => number;
    /** ln Gamma(x), x > 0. */
    readonly lgam: (x: number) => number;
  };
  export default cephes;
}
