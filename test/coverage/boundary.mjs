// Which (n, a) cover the true signal: all n from some count on for an upper limit, those between two counts for an
// interval. Where these counts lie is found at some values of a, and interpolated between.

const NODES = 13;
const WIDTH = 4.2;

/** Where the pseudo-experiments are looked up: a is 0 where it is not measured. */
function nodesOf({ uncertain }) {
  return uncertain ? Array.from({ length: NODES }, (_, k) => WIDTH * ((2 * k) / (NODES - 1) - 1)) : [0];
}

/** The count from which on excess(n, a) is positive, as a function of a; it rises with n from first(a) to last(a). */
export async function lowestCovered(excess, study, first, last) {
  const nodes = nodesOf(study);
  const edges = [];
  for (const a of nodes) edges.push(await crossing((n) => excess(n, a), first(a), last(a)));
  return (a) => between(edges, nodes, a);
}

/** By bisection, with linear interpolation between two counts (so that it is a smooth function of a). */
async function crossing(f, first, last) {
  let low = { n: first, y: await f(first) };
  let high = { n: last, y: await f(last) };
  if (low.y > 0) return through(low, { n: first + 1, y: await f(first + 1) });
  while (high.n - low.n > 1) {
    const n = (low.n + high.n) >> 1;
    const y = await f(n);
    if (y > 0) high = { n, y };
    else low = { n, y };
  }
  return through(low, high);
}

function through(low, high) {
  return low.n - (low.y * (high.n - low.n)) / (high.y - low.y);
}

function between(edges, nodes, a) {
  if (nodes.length === 1) return edges[0];
  const position = Math.min(Math.max((a - nodes[0]) / (nodes[1] - nodes[0]), 0), nodes.length - 1);
  const k = Math.min(Math.floor(position), nodes.length - 2);
  return edges[k] + (position - k) * (edges[k + 1] - edges[k]);
}
