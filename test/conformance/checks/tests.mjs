import { references } from './references.mjs';

const ALLOWED = 1e-5;

/** q, qA and p-values of asymptotic tests, observed and expected. */
export function tests({ document, expected, library }) {
  const model = library.buildModel(library.readWorkspace(document));
  return references(expected).flatMap(({ testStatistic, reference }) => {
    const test = library.asymptoticTest(model, { testStatistic });
    return reference.hypotest.flatMap((wanted) => {
      const { qAsimov, clsExpected, observed } = test.at(wanted.mu);
      const compare = (quantity, what, value, known) => ({
        quantity,
        what: `${what} of ${testStatistic} at mu = ${wanted.mu}`,
        deviation: test.failedFits() === 0 ? Math.abs(value - known) : Infinity,
        allowed: ALLOWED,
      });
      return [
        compare('q', 'q', observed.q, wanted.q_obs),
        compare('qA', 'qA', qAsimov, wanted.q_asimov),
        compare('CLs', 'CLsb', observed.clsb, wanted.CLsb),
        compare('CLs', 'CLb', observed.clb, wanted.CLb),
        compare('CLs', 'CLs', observed.cls, wanted.CLs_obs),
        ...wanted.CLs_exp.map((cls, k) => compare('CLs', `expected CLs ${k - 2}`, clsExpected[k], cls)),
      ];
    });
  });
}
