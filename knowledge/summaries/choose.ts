/** A sentence that may stand in a summary. */
export interface Candidate {
  /** As it would be told. */
  readonly told: string;
  /** Of what is told, in words. */
  readonly length: number;
  /** What was said, without openers: its words decide. */
  readonly terms: readonly string[];
  /** Which message it stands in, counted from 0. */
  readonly message: number;
  readonly speaker: string;
  /** Says what somebody wants, will do or should do. */
  readonly isDecision: boolean;
}

/** Fitted on 500 English dialogues with one reference summary each; the order of magnitude matters, not the digit. */
const usualWords = 12;
const spreadWords = 6;
const fewestWords = 5;
const earlyBonus = 3;
const decisionBonus = 1.5;
const sameSpeaker = 0.7;
const sameWords = 0.3;

/**
 * The sentences that tell a conversation, in its order: those whose words come back in other sentences, neither long nor short, early or
 * deciding ones before others, and little of what was chosen already (maximal marginal relevance, Carbonell and Goldstein 1998).
 */
export function choose<C extends Candidate>(candidates: readonly C[], most: number): C[] {
  const inSentences = new Map<string, number>();
  for (const { terms } of candidates)
    for (const term of new Set(terms)) inSentences.set(term, (inSentences.get(term) ?? 0) + 1);
  const left = candidates
    .map((candidate) => ({ candidate, score: scoreOf(candidate, inSentences) }))
    .filter(({ score }) => score > 0);
  const chosen: C[] = [];
  while (chosen.length < most && left.length > 0) {
    let best = 0;
    for (const [at, each] of left.entries())
      if (
        each.score * freshness(each.candidate, chosen) >
        left[best]!.score * freshness(left[best]!.candidate, chosen)
      )
        best = at;
    chosen.push(left.splice(best, 1)[0]!.candidate);
  }
  return chosen.sort((a, b) => a.message - b.message);
}

function scoreOf(
  { length: words, terms, message, isDecision }: Candidate,
  inSentences: ReadonlyMap<string, number>,
): number {
  if (words < fewestWords) return 0;
  const weight = [...new Set(terms)].reduce(
    (sum, term) => sum + Math.log(1 + (inSentences.get(term) ?? 0)),
    0,
  );
  const usual = Math.exp(-((words - usualWords) ** 2) / (2 * spreadWords ** 2));
  const place = 1 + earlyBonus * Math.exp(-message / 2);
  return (weight / Math.sqrt(words + 2)) * usual * place * (isDecision ? decisionBonus : 1);
}

/** How much of a sentence is new beside those chosen: 1 for all of it. */
function freshness({ terms, speaker }: Candidate, chosen: readonly Candidate[]): number {
  let alike = 0;
  for (const { terms: others } of chosen) {
    const known = new Set(others);
    const shared = terms.filter((term) => known.has(term)).length;
    alike = Math.max(alike, shared / Math.sqrt(Math.max(1, terms.length) * Math.max(1, others.length)));
  }
  const speaks = chosen.some((other) => other.speaker === speaker) ? sameSpeaker : 1;
  return (1 - sameWords * alike) * speaks;
}
