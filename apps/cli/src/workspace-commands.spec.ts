import { countingBayesUpperLimit } from '@darkreach/statistics';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answer, counting, countingText, darkreach, fixture } from '../fixtures/command.js';

interface Reference {
  readonly upper_limits: Record<'90' | '95', { readonly obs: number; readonly exp: readonly number[] }>;
  readonly mle: { readonly pars: readonly number[]; readonly twice_nll: number };
}

interface Expected {
  readonly model: { readonly parameters: readonly string[] };
  readonly reference_qtilde: Reference;
  readonly reference_q0: { readonly q0: number; readonly Z: number; readonly p0: number };
  readonly pyhf: {
    readonly scipy: {
      readonly hypotest_qtilde: readonly { mu: number; CLs_obs: number; CLsb: number; CLs_exp: readonly number[] }[];
    };
  };
  readonly max_abs_dev_CLs_pyhf_vs_reference: { readonly scipy: number };
}

const expected = (name: string): Expected =>
  JSON.parse(readFileSync(fixture(`${name}.expected.json`), 'utf8')) as Expected;
let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'darkreach-workspace-'))));
afterAll(() => rm(folder, { recursive: true }));

const closeTo = (values: readonly number[], tolerance: number): unknown[] =>
  values.map((value) => expect.closeTo(value, -Math.log10(2 * tolerance)));

describe('darkreach cls', () => {
  it.each(['count_b3_n3_shapesys', 'bf_bump50_2norm', 'bf_shapefactor_cr8'])(
    'prints what pyhf prints for %s, as well as its optimiser does',
    async (name) => {
      const { pyhf, max_abs_dev_CLs_pyhf_vs_reference: deviation } = expected(name);
      for (const { mu, CLs_obs, CLsb, CLs_exp } of pyhf.scipy.hypotest_qtilde) {
        const printed = await answer(['cls', fixture(`${name}.json`), '--mu', String(mu)]);
        const tolerance = deviation.scipy + 1e-6;
        expect(printed['CLs_exp']).toEqual(closeTo(CLs_exp, tolerance));
        expect([printed['CLs_obs'], printed['CLsb_obs']]).toEqual(closeTo([CLs_obs, CLsb], tolerance));
      }
    },
  );

  it('states what was tested, and how', async () => {
    expect(await answer(['cls', counting, '--mu', '2', '--test-statistic', 'q'])).toMatchObject({
      mu: 2,
      poi: 'mu',
      measurement: 'meas',
      calctype: 'asymptotics',
      test_stat: 'q',
      workspace: counting,
    });
  });

  it('says nothing of the data where only expectations are asked for', async () => {
    const printed = await answer(['cls', counting, '--expected-only']);
    expect(Object.keys(printed).filter((key) => key.endsWith('_obs'))).toEqual([]);
    expect(printed['CLs_exp']).toHaveLength(5);
  });

  it('tests by toys with errors, and shows progress on the error stream', async () => {
    const { code, out } = await darkreach(['cls', counting, '--method', 'toys', '--toys', '5000']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      calctype: 'toybased',
      CLs_obs: 0.2,
      CLs_obs_error: 0.006,
      CLs_exp: [0.05, 0.1, 0.2, 0.5, 1],
      toys: 5000,
    });
  });

  it('prints a table where one is asked for', async () => {
    const { out } = await darkreach(['cls', counting, '--method', 'toys', '--table']);
    expect(out).toContain('CLs of mu = 1, toys, q~\n');
    expect(out).toMatch(/CLs +CLs\+b +CLb +q +expected -2σ +-1σ +median +\+1σ +\+2σ\n/);
    expect(out).toMatch(/0.2 ± 0.006 +0.1 ± 0.003 +0.5 ± 0.005 +1.5 +0.05 +0.1 +0.2 +0.5 +1\n/);
  });

  it('refuses a signal strength outside the bounds of the measurement', async () => {
    expect(await darkreach(['cls', counting, '--mu', '-1'])).toEqual({
      code: 2,
      out: '',
      err: '--mu: mu is -1; allowed: 0 to 60, its bounds in the measurement\n',
    });
  });
});

describe('darkreach fit', () => {
  it.each(['count_b3_n3_shapesys', 'bf_bump50_2norm', 'bf_custom_bounds_fixed'])(
    'has the best parameters and -2 ln L of %s in the shape of pyhf',
    async (name) => {
      const { model, reference_qtilde: reference } = expected(name);
      const printed = await answer(['fit', fixture(`${name}.json`)]);
      const sets = printed['mle_parameters'] as Record<string, readonly number[]>;
      expect(Object.values(sets).flat()).toEqual(closeTo(reference.mle.pars, 1e-4));
      expect(Object.keys(sets)).toEqual([...new Set(model.parameters.map((one) => one.replace(/\[\d+\]$/, '')))]);
      expect(printed['twice_nll']).toBeCloseTo(reference.mle.twice_nll, 5);
      expect(printed['status']).toBe('converged');
    },
  );

  it('holds what is to be held, and has correlations on demand', async () => {
    const printed = await answer(['fit', fixture('bf_bump50_2norm.json'), '--fixed', 'mu=0.5', '--correlations']);
    expect(printed).toMatchObject({
      mle_parameters: { mu: [0.5] },
      errors: { mu: [0] },
      error_status: { mu: ['fixed'] },
    });
    const { parameters, matrix } = printed['correlations'] as { parameters: string[]; matrix: number[][] };
    expect(parameters).toHaveLength(3);
    expect(matrix.map((row, i) => row[i])).toEqual([1, 1, 1]);
    expect(matrix[1]![2]).toBe(matrix[2]![1]);
  });

  it.each([
    ['mu', 'it is no assignment; allowed: <parameter>=<number>'],
    ['mu=x', 'it is no assignment'],
    ['nu=1', 'there is no parameter nu; allowed: mu'],
    ['mu=-1', 'mu is -1; allowed: 0 to 60, its bounds'],
  ])('refuses --fixed %s', async (text, message) => {
    const { code, err } = await darkreach(['fit', counting, '--fixed', text]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('prints a table with what is fixed or at a bound', async () => {
    const { out } = await darkreach(['fit', fixture('count_b3_n3_shapesys.json'), '--table']);
    expect(out).toMatch(/parameter +value +error\n +mu +0 +- +at its bound\n +u\[0\] +1 +0.27\n/);
    expect(out).toMatch(/-2 ln L = 7.2526\d+, converged/);
  });
});

describe('darkreach limit', () => {
  it.each([
    ['count_b3_n3_shapesys', '90'],
    ['count_b3_n3_shapesys', '95'],
    ['bf_bump50_2norm', '90'],
  ] as const)('has the limits of %s at %s %', async (name, level) => {
    const { obs, exp } = expected(name).reference_qtilde.upper_limits[level];
    const printed = await answer([
      ...['limit', fixture(`${name}.json`), '--method', 'asymptotic'],
      ...['--cl', String(Number(level) / 100)],
    ]);
    expect((printed['limit_obs'] as number) / obs).toBeCloseTo(1, 4);
    (printed['limit_exp'] as number[]).forEach((limit, i) => expect(limit / exp[i]!).toBeCloseTo(1, 4));
    expect(printed).toMatchObject({ cl: Number(level) / 100, status: 'ok', method: 'asymptotic', test_stat: 'qtilde' });
  });

  it('says nothing of the data where only expectations are asked for', async () => {
    const printed = await answer(['limit', counting, '--method', 'asymptotic', '--expected-only']);
    expect(printed).not.toHaveProperty('limit_obs');
    expect(printed['limit_exp']).toHaveLength(5);
  });

  it('takes toys where few events are expected, with their number and errors', async () => {
    const { code, out } = await darkreach(['limit', counting, '--table']);
    expect(code).toBe(0);
    expect(out).toContain('Upper limits on mu, 90 % CL, CLs with q~\n');
    expect(out).toMatch(/3.5 ± 0.05 +1 +2 +3 ± 0.03 +4 +5\n/);
    expect(out).toMatch(/1k toys, median to 1 %, 0 fitted again in double precision, no failed fits\n/);
    expect(await answer(['limit', counting])).toMatchObject({
      method: 'toys',
      limit_obs_error: 0.05,
      limit_exp_asymptotic: expect.any(Array),
    });
  });

  it('has Bayesian limits and Feldman-Cousins intervals under names of their own', async () => {
    const bayesian = await answer(['limit', counting, '--method', 'bayesian']);
    expect(bayesian).toMatchObject({ statement: 'upper-limit-bayesian', prior: 'flat', method: 'quadrature' });
    const closedForm = countingBayesUpperLimit(3, { kind: 'known', events: 3 }, 0.9);
    expect(bayesian['limit_obs']).toBeCloseTo(closedForm, 6);
    expect(await answer(['limit', counting, '--method', 'feldman-cousins'])).toMatchObject({
      statement: 'feldman-cousins',
      interval_obs: [0, 4.4],
    });
    expect((await darkreach(['limit', counting, '--method', 'feldman-cousins', '--table'])).out).toContain(
      '0 <= mu <= 4.4 ± 0.05\n',
    );
  });

  it('says with exit code 3 that a limit does not exist inside the bounds', async () => {
    const narrow = countingText.replace('60.0', '2.0');
    const { code, out } = await darkreach(['limit', '--method', 'asymptotic'], narrow);
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ status: 'outside-range', limit_obs: null });
    expect((await darkreach(['limit', '--method', 'asymptotic', '--table'], narrow)).out).toContain(
      '--mu-max moves it',
    );
    const wide = await answer(['limit', '--method', 'asymptotic', '--mu-max', '60'], narrow);
    expect(wide['limit_obs']).toBeCloseTo(
      (await answer(['limit', counting, '--method', 'asymptotic']))['limit_obs'] as number,
      6,
    );
  });

  it('draws CLs against the signal strength in the format of the ending', async () => {
    const file = join(folder, 'cls.svg');
    await answer(['limit', counting, '--method', 'asymptotic', '--plot', file]);
    expect(await readFile(file, 'utf8')).toContain('Signal strength ');
    const toys = join(folder, 'cls.png');
    expect((await darkreach(['limit', counting, '--plot', toys])).code).toBe(0);
    expect((await readFile(toys)).subarray(1, 4).toString('latin1')).toBe('PNG');
  });

  it.each([
    [['--plot', 'cls.gif'], '--plot cls.gif: its ending names no format; allowed: .svg, .png, .pdf'],
    [['--plot', 'no/such/folder.svg', '--method', 'asymptotic'], 'no/such/folder.svg cannot be written'],
    [['--method', 'bayesian', '--plot', 'a.svg'], '--plot does not go with --method bayesian'],
    [['--method', 'guess'], 'Allowed choices are auto, asymptotic, toys, bayesian, feldman-cousins.'],
    [['--cl', '90'], 'Allowed is a number above 0 and below 1.'],
    [['--cl', 'x'], 'Allowed is a number.'],
    [['--mu-max', '0'], '--mu-max: mu ends at 0; allowed: a number above 0'],
    [['--toys', '10'], 'Allowed is a whole number from 100 to 1000000000.'],
    [['--test-statistic', 't'], 'Allowed choices are qtilde, q.'],
    [['--seed', '1.5'], 'Allowed is a whole number from 0 to 4294967295.'],
    [['--json', '--table'], "option '--json' cannot be used with option '--table'"],
    [['--measurement', 'other'], '/measurements: no measurement is called "other"'],
  ])('answers %j by one line and exit code 2', async (words, message) => {
    const { code, out, err } = await darkreach(['limit', counting, ...words]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err.match(/\n/g)).toHaveLength(1);
  });
});

describe('darkreach discovery', () => {
  it('has q0, significance and p-value, observed and expected', async () => {
    const name = 'bf_bump50_2norm';
    const { q0, Z, p0 } = expected(name).reference_q0;
    const printed = await answer(['discovery', fixture(`${name}.json`)]);
    expect([printed['q0_obs'], printed['Z_obs'], printed['p0_obs']]).toEqual(closeTo([q0, Z, p0], 1e-5));
    expect(printed['Z_exp']).toBeGreaterThan(0);
    expect((await darkreach(['discovery', counting, '--table'])).out).toContain('expected for mu = 1');
  });
});
