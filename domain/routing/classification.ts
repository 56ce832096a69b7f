/** What the words of a case say about it: computed by knowledge/, decided upon by routing. */
export interface Classification {
  readonly category: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** The words that decided. */
  readonly terms: readonly string[];
  readonly urgency: 'normal' | 'high';
}
