import type { Run } from './rich-text.js';

const GREEK: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  eta: 'η',
  theta: 'θ',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  Upsilon: 'Υ',
};
const SUPERSCRIPT: Readonly<Record<string, string>> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
  '+': '⁺',
  '-': '⁻',
};

/** Advance of a digit of the font, em. */
const DIGIT = 0.64;

/**
 * A symbol in plain text as it is set: Greek letters, italics, subscript and superscript.
 * @example
 * symbolRuns("m_A'") // m in italics, A′ as italic subscript
 */
export function symbolRuns(symbol: string): readonly Run[] {
  const [, base = symbol, sub, sup] = /^([^_^]+)(?:_\{?([^}^]+)\}?)?(?:\^\{?([^}]+)\}?)?$/.exec(symbol) ?? [];
  return [
    { text: greek(base), italic: true },
    ...(sup === undefined ? [] : [{ text: greek(sup), shift: 'sup' } as const]),
    ...(sub === undefined
      ? []
      : [{ text: greek(sub), shift: 'sub', italic: isSymbol(sub), back: DIGIT * (sup?.length ?? 0) } as const]),
  ];
}

/** Exponents as superscript characters: `50 ab^-1` becomes `50 ab⁻¹`. */
export function prettyUnits(text: string): string {
  return text.replace(/\^([+-]?\d+)/g, (_, exponent: string) => superscript(exponent));
}

/** A published luminosity as it is set: from 1000 fb^-1 on in ab^-1. */
export function prettyLuminosity(label: string): string {
  const [, inverseFemtobarn] = /^(\d+(?:\.\d+)?) fb\^-1$/.exec(label) ?? [];
  return prettyUnits(Number(inverseFemtobarn) >= 1000 ? `${Number(inverseFemtobarn) / 1000} ab^-1` : label);
}

/** An integer as superscript characters. */
export function superscript(exponent: string): string {
  return [...exponent].map((character) => SUPERSCRIPT[character] ?? character).join('');
}

/**
 * A reaction in plain text as it is set: `e+ e- -> gamma A'` becomes `e⁺e⁻ → γA′`. The bar of an antiparticle is a macron
 * set back over its letter, since not every renderer sets combining characters.
 */
export function reactionRuns(text: string): readonly Run[] {
  return prettyReaction(text)
    .split(/(\u0304)/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece === '\u0304' ? { text: '\u00AF', back: 0.546 } : { text: piece }));
}

function prettyReaction(text: string): string {
  return text
    .replaceAll('->', '→')
    .replace(/\b([A-Za-z]+)bar\b/g, (_, name: string) => `${greek(name)}\u0304`)
    .replace(/\b[A-Za-z]+\b/g, (word) => GREEK[word] ?? word)
    .replace(/(?<=[\p{L}])[+-](?=\s|$|,|\))/gu, (sign) => superscript(sign))
    .replaceAll("'", '′')
    .replace(/(?<=[⁺⁻γχ]) (?=[\p{L}])/gu, '');
}

function greek(text: string): string {
  return (GREEK[text] ?? text).replaceAll("'", '′');
}

/** One letter, primed or Greek, is a quantity and stands in italics; a word does not. */
function isSymbol(text: string): boolean {
  return text in GREEK || /^[A-Za-z]'*$/.test(text);
}

/** With a capital first letter. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
