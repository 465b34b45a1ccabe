/** The reference numbers of a case, with the test statistic that they are for. */
export function references({ reference_qtilde, reference_q }) {
  return [
    { testStatistic: 'q~', reference: reference_qtilde },
    { testStatistic: 'q', reference: reference_q },
  ].filter(({ reference }) => reference !== undefined);
}
