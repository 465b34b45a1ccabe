/**
 * Colours that people with colour-blindness tell apart (Okabe and Ito, https://jfly.uni-koeln.de/color/), then darker ones
 * of the same hues.
 */
const okabeIto = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'] as const;
const darker = ['#003F63', '#7A3500', '#00543E', '#7A4766', '#7F5800', '#2B6A8C'] as const;
const colours = [...okabeIto, ...darker];

/** The colour of curve or series `index`; repeats after twelve. */
export function colourOf(index: number): string {
  return colours[index % colours.length]!;
}

/** Bands of a single curve: green for one standard deviation, yellow for two, as is the habit of the field. */
export const brazilBand = { one: '#009E73', two: '#F0E442', median: '#000000' } as const;

/** Text, axes, and what belongs to no curve. */
export const ink = { text: '#111111', quiet: '#555555', paper: '#FFFFFF' } as const;

/** Pale fills for stacked backgrounds: the same hues, under dark outlines. */
export function fillOf(index: number): string {
  const fills = ['#A6CEE3', '#FDD0A2', '#B2DFC6', '#E7CFE0', '#F5E6A8', '#D0D0D0'] as const;
  return fills[index % fills.length]!;
}

/** Published points of the same search on green and yellow. */
export const singleCurveMarks = '#D55E00';

/** The line at 1 - CL in a plot of CLs: red, as is the habit of the field, dark enough on green and yellow. */
export const testLevel = '#C40233';
