import type { GeV } from '../../units/energy.js';

export const DARK_MATTER_KINDS = ['dirac', 'majorana', 'complex-scalar', 'pseudo-dirac'] as const;
export type DarkMatterKind = (typeof DARK_MATTER_KINDS)[number];

/** Dark matter that the A' decays to: kind, mass, and alpha_D = g_D^2 / 4 pi. */
export interface DarkMatter {
  readonly kind: DarkMatterKind;
  readonly mass: GeV;
  readonly alphaD: number;
}

/**
 * Norm and slope of Gamma = alpha_D m norm (1 + slope r) sqrt(1 - 4 r), r = m_chi^2/m^2: Dirac 1/3 and 2; Majorana,
 * L = (g_D/2) chibar gamma^mu gamma5 chi A'_mu, 1/6 and -4; complex scalar 1/12 and -4; pseudo-Dirac with a small
 * splitting as Dirac. arXiv:1309.5084, arXiv:1707.04591.
 */
export function widthShape(kind: DarkMatterKind): { readonly norm: number; readonly slope: number } {
  switch (kind) {
    case 'dirac':
    case 'pseudo-dirac':
      return { norm: 1 / 3, slope: 2 };
    case 'majorana':
      return { norm: 1 / 6, slope: -4 };
    case 'complex-scalar':
      return { norm: 1 / 12, slope: -4 };
  }
}
