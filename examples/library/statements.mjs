// What @darkreach/statistics is called like: `node examples/library/statements.mjs workspace.json`, after a build.
import { readFileSync } from 'node:fs';
import {
  asymptoticHypothesisTest,
  bayesianLimit,
  buildModel,
  createModelFitter,
  discovery,
  observedData,
  parameterErrors,
  parseJson,
  readWorkspace,
  threadToyEngine,
  upperLimit,
} from '../../dist/libs/statistics/src/index.js';

const workspace = readWorkspace(parseJson(readFileSync(process.argv[2], 'utf8')));
const model = buildModel(workspace);
const { name } = model.parameters[model.pointOfInterest];

// A fit: converged or not is a value of the result.
const fit = createModelFitter(model).fit(observedData(model));
const { errors } = parameterErrors(model, observedData(model), fit.parameters);
model.parameters.forEach((parameter, p) => {
  console.log(`${parameter.name} = ${fit.parameters[p].toPrecision(4)} +- ${errors[p].toPrecision(2)}`);
});
console.log(`fit: ${fit.status}`);

// Statements that need no toys.
const { observed } = asymptoticHypothesisTest(model, 0.3);
console.log(`CLs(${name} = 0.3) = ${observed.cls.toPrecision(4)}, asymptotic`);
console.log(`p0 = ${discovery(model).p0.toPrecision(4)}`);
const bayesian = bayesianLimit(model, { cl: 0.9 });
console.log(`Bayesian: ${name} < ${bayesian.limit.toPrecision(4)} +- ${bayesian.error.toPrecision(1)} at 90 %`);

// An upper limit by toys on two threads; the key decides the random numbers, the number of threads nothing.
const engine = await threadToyEngine({ workers: 2, device: 'auto' });
const toys = { minimum: 2000, maximum: 50_000, error: 0.01 };
const limit = await upperLimit(model, { cl: 0.9, method: 'toys', toys, key: [1, 2] }, engine);
console.log(
  `${name} < ${limit.observed.toPrecision(4)}, expected ${limit.expected[2].toPrecision(4)}: ${limit.toys} toys`,
);
await engine.close();
