import type { McErrors } from '../model/mc-errors.js';
import type { NormalisationSystematic, TemplateModel, TemplateSample } from '../model/template-model.js';
import type { TemplateNames } from './template-names.js';
import type { WorkspaceModifier } from './workspace.js';

/** Modifiers of the signal and of every background of a template, in this order. */
export function templateModifiers(
  template: TemplateModel,
  errors: McErrors,
  kept: readonly number[],
  names: TemplateNames,
): WorkspaceModifier[][] {
  const type = template.mcConstraint === 'poisson' ? 'shapesys' : 'staterror';
  const mc = (sample: TemplateSample, k: number): WorkspaceModifier[] => {
    const data = kept.map((b) => sample.statErrors[b]!);
    return errors.carries[k] ? [{ name: names.mc(sample.name), type, data }] : [];
  };
  return [
    [
      { name: 'mu', type: 'normfactor', data: null },
      ...ofSystematics(template.signal),
      ...ofSignalMc(template.signal, names),
    ],
    ...template.backgrounds.map((sample, k) => [...ofSystematics(sample), ...mc(sample, k)]),
  ];
}

function ofSystematics({ systematics }: TemplateSample): WorkspaceModifier[] {
  return systematics.flatMap(({ name, relative }) => {
    if (relative === 'free') return [{ name, type: 'normfactor', data: null } as const];
    return relative > 0 ? [normsys({ name, relative })] : [];
  });
}

function ofSignalMc({ yields, statErrors }: TemplateSample, { signalMc }: TemplateNames): WorkspaceModifier[] {
  const total = yields.reduce((sum, s) => sum + s, 0);
  const error = Math.hypot(...statErrors);
  return total > 0 && error > 0 ? [normsys({ name: signalMc, relative: error / total })] : [];
}

function normsys({ name, relative }: NormalisationSystematic & { readonly relative: number }): WorkspaceModifier {
  return { name, type: 'normsys', data: { hi: 1 + relative, lo: 1 / (1 + relative) } };
}
