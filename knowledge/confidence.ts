/** How well one of the question's words is met by an article. */
export interface Evidence {
  /**
   * How telling the word is: 0 for words of place and time, 1 for the rarest, above 1 for words no
   * article uses.
   */
  readonly weight: number;
  /** How well the article meets it, from 0 (not at all) to 1 (in its title or keywords, spelt as asked). */
  readonly quality: number;
}

/**
 * Turns a match into a number people can act on: at 0.65 an article may be offered, below 0.5 it should not be.
 *
 * A logistic curve over two facts: which share of the question is met (so that one chance word of many is not enough),
 * and how much is met at all (so that two strong words outlive a long story around them). The four constants are fitted on
 * the questions of tests/knowledge/demo-queries.ts marked as tuned.
 */
export function confidenceOf(evidence: readonly Evidence[]): number {
  const asked = evidence.reduce((sum, { weight }) => sum + weight, 0);
  const met = evidence.reduce((sum, { weight, quality }) => sum + weight * quality, 0);
  if (met === 0) return 0;
  const share = met / asked;
  const amount = 1 - Math.exp(-met);
  return 1 / (1 + Math.exp(7.75 - 8.7 * share - 9.2 * amount));
}
