const ALLOWED = 1e-5;

/** Discovery: q0, its significance and p-value. */
export function discovery({ document, expected, library }) {
  const wanted = expected.reference_q0;
  if (wanted === undefined) return [];
  const found = library.discovery(library.buildModel(library.readWorkspace(document)));
  const pairs = { q0: [found.q0, wanted.q0], Z: [found.significance, wanted.Z], p0: [found.p0, wanted.p0] };
  return Object.entries(pairs).map(([what, [value, known]]) => ({
    quantity: 'q0',
    what,
    deviation: found.failedFits === 0 ? Math.abs(value - known) : Infinity,
    allowed: ALLOWED,
  }));
}
