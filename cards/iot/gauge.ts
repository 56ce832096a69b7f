import { type CardElement, line, quiet } from '../card.ts';

/** A value beside where it is expected; figures are said already. */
export interface Gauged {
  readonly value: string;
  /** Null while nothing is expected yet. */
  readonly band: {
    readonly low: string;
    readonly high: string;
    /** Where the value lies. */
    readonly lies: 'below' | 'inside' | 'above';
  } | null;
}

const places = ['below', 'inside', 'above'] as const;

/**
 * Three fields side by side, below, inside and above what is expected, with the value in the one where it lies: to be seen
 * at a glance, and said in words for those who do not see colours.
 */
export function gauge({ value, band }: Gauged): CardElement {
  if (!band)
    return line(
      { text: 'Now', quiet: true },
      { text: value, bold: true },
      { text: '· still learning what is usual', quiet: true },
    );
  const { low, high, lies } = band;
  const words = { below: `below ${low}`, inside: `usual ${low} to ${high}`, above: `above ${high}` };
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    columns: places.map((place) => ({
      type: 'Column',
      width: place === 'inside' ? 2 : 1,
      style: place === 'inside' ? 'good' : place === lies ? 'attention' : 'emphasis',
      items: [quiet(words[place], 60), ...(place === lies ? [line({ text: `● ${value}`, bold: true })] : [])],
    })),
  };
}
