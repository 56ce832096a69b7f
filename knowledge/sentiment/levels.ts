/** The seven levels of the contract, worst first. */
export const levels = [
  'very negative',
  'negative',
  'slightly negative',
  'neutral',
  'slightly positive',
  'positive',
  'very positive',
] as const;

/** How a customer feels, named as people say it. */
export type Level = (typeof levels)[number];

/** Valences at which one level ends and the next begins. */
export const cuts: readonly number[] = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5];

/** Which place in the order of levels a valence has: how many cuts it exceeds. */
export const rankOf = (valence: number): number => cuts.filter((cut) => valence > cut).length;

/** The level of a valence from -4 to 4. */
export const levelOf = (valence: number): Level => levels[rankOf(valence)] ?? 'neutral';
