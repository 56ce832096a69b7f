import type { Evidence } from './confidence.ts';
import { isContext, isOrdinary, type Term, termsOf, wordsOf } from './language/analyser.ts';
import type { Spelling } from './language/spelling.ts';
import type { Bm25f } from './retrieval/bm25f.ts';

/** A term of a question, and how far it can be gone by. */
export interface QueryTerm extends Term {
  /** It was misspelt and has been put right. */
  readonly corrected: boolean;
  /** It says where or when only. */
  readonly context: boolean;
}

/** What a question is read against: the words of one language's articles. */
export interface KnownWords {
  readonly language: string;
  readonly words: Bm25f<string>;
  readonly spelling: Spelling;
}

/** Nobody asks in more words than this; the rest of a pasted text is left unread. */
const mostWords = 200;
const longestQuestion = 1_400;
/**
 * A word that no article uses speaks louder against a topic than any known word: the question is about
 * something else.
 */
const unknownWeight = 2;
/** How much a word in each field proves: title, keywords, labels, body. */
const proofs = [1, 0.8, 0.5, 0.12] as const;

/** As much of a pasted text as is read as a question. */
export const beginningOf = (text: string): string =>
  text.length <= longestQuestion ? text : text.slice(0, longestQuestion).replace(/\S*$/, '');

/** The question's distinct terms, misspelt words put right where the index knows better. */
export function queryTerms(known: KnownWords, text: string): QueryTerm[] {
  const { language } = known;
  const words = wordsOf(text, language).slice(0, mostWords);
  const right = words.map((word) => correction(known, word) ?? word);
  const corrected = new Set(right.filter((word, at) => word !== words[at]));
  const terms = new Map<string, QueryTerm>();
  for (const term of termsOf(right, language)) {
    const parts = term.words.split(' ');
    terms.set(term.term, {
      ...term,
      corrected: parts.some((part) => corrected.has(part)),
      context: isContext(term, language),
    });
  }
  return [...terms.values()];
}

/** How telling a term is for the order of articles, before its rarity: less where and when, less what we put right. */
export const tellingOf = ({ context, corrected }: QueryTerm): number =>
  (context ? 0.5 : 1) * (corrected ? 0.8 : 1);

/**
 * What one term proves about an article. The square root keeps a topic's everyday word ("heating") from counting as nothing
 * beside a rare one.
 */
export function evidenceOf(
  { words }: KnownWords,
  { term, context, corrected }: QueryTerm,
  slot: number,
): Evidence {
  const counts = words.countsOf(term, slot);
  const field = counts?.findIndex((count) => count > 0) ?? -1;
  const quality = proofs[field] ?? 0;
  const rarity = Math.sqrt(words.rarity(words.documentsWith(term)) / words.rarity(0));
  const weight = context ? 0 : words.has(term) ? rarity : unknownWeight;
  return { weight, quality: corrected ? quality * 0.8 : quality };
}

function correction({ language, words, spelling }: KnownWords, word: string): string | undefined {
  const isKnown =
    isOrdinary(word, language) ||
    spelling.has(word) ||
    termsOf([word], language).every(({ term }) => words.has(term));
  return isKnown ? undefined : spelling.correct(word);
}
