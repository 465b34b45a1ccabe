/** Toys of each hypothesis: enough that the reference is no better, as far as that takes seconds. */
const TOYS = 20_000;
const TOYS_OF_MANY_BINS = 4_000;

/** CLsb, CLb and CLs by toys, in standard errors of both numbers of toys. */
export async function toys({ document, toys: wanted, library }) {
  if (wanted === undefined) return [];
  const model = library.buildModel(library.readWorkspace(document));
  const count = Math.min(wanted.ntoys_each, model.bins > 10 ? TOYS_OF_MANY_BINS : TOYS);
  const engine = library.hostToyEngine();
  const options = { mu: wanted.mu, toys: { minimum: count, maximum: count }, key: [2026, 9] };
  const { observed, failedFits } = await library.toyHypothesisTest(model, options, engine);
  await engine.close();
  const pulls = ['CLsb', 'CLb', 'CLs'].map((name) => {
    const own = observed[name.toLowerCase()];
    const error =
      name === 'CLs' ? clsError(wanted, count) : Math.hypot(...[count, wanted.ntoys_each].map(binomial(wanted[name])));
    return {
      quantity: 'toys',
      what: `${name} at mu = ${wanted.mu}`,
      deviation: Math.abs(own - wanted[name]) / error,
      allowed: 4,
    };
  });
  return [...pulls, { quantity: 'toys', what: 'failed fits', deviation: failedFits / count, allowed: 1e-4 }];
}

function binomial(p) {
  return (size) => Math.sqrt((p * (1 - p)) / size);
}

function clsError({ CLs, CLsb, CLb, CLs_err, ntoys_each }, count) {
  const relative = (p) => (1 - p) / p / count;
  const own = CLs * Math.sqrt(relative(CLsb) + relative(CLb));
  return Math.hypot(own, CLs_err ?? own * Math.sqrt(count / ntoys_each));
}
