import { stem } from './stemmers.ts';
import { contextWords, stopWords } from './stop-words.ts';
import { synonymsOf } from './synonyms.ts';

/**
 * One searchable term with the words it was written as, so that a hit can be explained in the reader's
 * words.
 */
export interface Term {
  readonly term: string;
  readonly words: string;
}

const unspaced = new Set(['ja', 'zh', 'th']);
const segmenters = new Map<string, Intl.Segmenter>();
const ligatures: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l' };
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
const isAscii = /^[\x00-\x7f]*$/;
const none: ReadonlySet<string> = new Set();

/**
 * Reduces a language tag to its language, because an article in `en` answers a reader of `en-GB`. What is no tag is `und`
 * (undetermined, BCP 47), for `Intl.Segmenter` throws at anything else.
 */
export function baseLanguage(tag: string): string {
  const [language = ''] = tag.toLowerCase().split(/[-_]/, 1);
  return /^[a-z]{2,3}$/.test(language) ? language : 'und';
}

/**
 * Lower-cases and removes diacritics, so that "Tür", "tur" and "TÜR" are one word; Japanese voicing
 * marks stay.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (isAscii.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ßæœøł]/g, (letter) => ligatures[letter] ?? letter)
    .normalize('NFC');
}

/** Splits a text into folded words, by spaces or, for languages that write none, by `Intl.Segmenter`. */
export function wordsOf(text: string, language: string): string[] {
  const folded = fold(text);
  if (unspaced.has(language)) return segment(folded, language);
  const spaced = language === 'en' ? folded.replace(/['’]/g, '') : folded;
  const words = spaced.match(/[\p{L}\p{N}]+/gu) ?? [];
  return language === 'de' ? words.map(germanUmlaut) : words;
}

/** Turns words into the terms of the index: synonyms to one term, stop words out, the rest stemmed. */
export function termsOf(words: readonly string[], language: string): Term[] {
  const stems = words.map((word) => stem(word, language));
  const synonyms = synonymsOf(language);
  const stops = stopWords[language] ?? none;
  const terms: Term[] = [];
  for (let at = 0; at < words.length; ) {
    const found = synonyms.match(stems, at);
    const word = words[at] ?? '';
    if (found) terms.push({ term: found.term, words: words.slice(at, at + found.length).join(' ') });
    else if (!stops.has(word) && !/^(?:\d{1,2}|\p{Script=Latin})$/u.test(word))
      terms.push({ term: stems[at] ?? word, words: word });
    at += found?.length ?? 1;
  }
  return terms;
}

/**
 * Whether a term says where, when or only that ("floor", "yesterday", "broken"): it proves little about
 * a topic.
 */
export function isContext(term: Term, language: string): boolean {
  const vague = contextWords[language] ?? none;
  return vague.has(term.term) || term.words.split(' ').every((word) => vague.has(word) || /^\d+$/.test(word));
}

/** Whether the language's own lists know the word, so that it is never taken for a misspelling. */
export function isOrdinary(word: string, language: string): boolean {
  return (
    [stopWords, contextWords].some((lists) => lists[language]?.has(word)) ||
    synonymsOf(language).words.has(word)
  );
}

function segment(text: string, language: string): string[] {
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, segmenter);
  return [...segmenter.segment(text)].filter((part) => part.isWordLike).map((part) => part.segment);
}

/** Reads "ae", "oe", "ue" as umlauts, which people without a German keyboard write that way. */
function germanUmlaut(word: string): string {
  return word.replace(/(?<![aeiouq])([aou])e/g, '$1');
}
