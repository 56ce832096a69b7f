/** How well one of the question's terms is met by an article. */
export interface Evidence {
  /** How telling the term is, 0 to 1. */
  readonly weight: number;
  /** How well the article meets it, 0 (not at all) to 1 (in its title or keywords, as written). */
  readonly quality: number;
}

export function confidenceOf(evidence: readonly Evidence[]): number {
  const asked = evidence.reduce((sum, { weight }) => sum + weight, 0);
  const met = evidence.reduce((sum, { weight, quality }) => sum + weight * quality, 0);
  if (met === 0) return 0;
  const z = A * (met / asked) + B * (1 - Math.exp(-met / 0.7)) + C;
  return 1 / (1 + Math.exp(-z));
}
const A = 5, B = 4, C = -4.6;
