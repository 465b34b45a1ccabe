import { InvalidModelError } from '../errors.js';
import type { WorkspaceParameter } from '../workspace/workspace.js';
import type { DeclaredSet, SetConstraint } from './modifiers/modifier-kind.js';
import type { Constraint, Parameter } from './model.js';

/** The parameters of one set: what its modifier declares, and what the measurement says instead. */
export function parameterList(name: string, declared: DeclaredSet, said: WorkspaceParameter | undefined): Parameter[] {
  checkSizes(name, declared, said);
  const constraint = constraintOf(declared.constraint, said);
  return Array.from({ length: declared.size }, (_, i): Parameter => {
    const [lower, upper] = said?.bounds?.[i] ?? declared.bounds;
    return {
      name: declared.scalar ? name : `${name}[${i}]`,
      initial: said?.inits?.[i] ?? initialOf(declared, constraint, i),
      lower,
      upper,
      fixed: said?.fixed ?? declared.fixed[i]!,
      constraint: constraintAt(constraint, i),
    };
  });
}

function initialOf({ initial }: DeclaredSet, constraint: SetConstraint, i: number): number {
  if (initial !== 'as-measured') return initial;
  return constraint.kind === 'none' ? 1 : constraint.aux[i]!;
}

function constraintOf(declared: SetConstraint, said: WorkspaceParameter | undefined): SetConstraint {
  switch (declared.kind) {
    case 'none':
      return declared;
    case 'normal':
      return { kind: 'normal', aux: said?.auxdata ?? declared.aux, sigmas: said?.sigmas ?? declared.sigmas };
    case 'poisson':
      return { kind: 'poisson', aux: said?.auxdata ?? declared.aux, factors: said?.factors ?? declared.factors };
  }
}

function constraintAt(constraint: SetConstraint, i: number): Constraint {
  switch (constraint.kind) {
    case 'none':
      return constraint;
    case 'normal':
      return { kind: 'normal', aux: constraint.aux[i]!, sigma: constraint.sigmas[i]! };
    case 'poisson':
      return { kind: 'poisson', aux: constraint.aux[i]!, tau: constraint.factors[i]! };
  }
}

function checkSizes(name: string, { size }: DeclaredSet, said: WorkspaceParameter | undefined): void {
  for (const key of ['inits', 'bounds', 'auxdata', 'sigmas', 'factors'] as const) {
    const given = said?.[key]?.length ?? size;
    if (given !== size) throw new InvalidModelError(`parameter ${name} has ${given} ${key}; allowed are ${size}`);
  }
}
