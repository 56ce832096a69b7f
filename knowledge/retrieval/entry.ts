import { type Counted, type FieldRule, TermCounter, unpack } from './fields.ts';
import { eachLetterGroup } from './letter-groups.ts';

/** A document as a collection takes it: the analysed words of its fields and the plain text of two of them. */
export interface Entry {
  readonly id: string;
  /** Terms by field: title, keywords, labels (product and category), body. */
  readonly words: readonly [
    title: readonly string[],
    keywords: readonly string[],
    labels: readonly string[],
    body: readonly string[],
  ];
  readonly title: string;
  readonly text: string;
}

/** How the fields of words count: a title says three times what a body says, and labels are never held to be long. */
export const wordRules = [
  { weight: 3, lengthNorm: 0.5, bits: 7 },
  { weight: 2, lengthNorm: 0.5, bits: 6 },
  { weight: 1, lengthNorm: 0, bits: 4 },
  { weight: 1, lengthNorm: 0.75, bits: 15 },
] as const satisfies readonly FieldRule[];

/** How letter groups of title and body count. */
export const groupRules = [
  { weight: 3, lengthNorm: 0.5, bits: 10 },
  { weight: 1, lengthNorm: 0.75, bits: 20 },
] as const satisfies readonly FieldRule[];

/** Letter groups of titles alone. */
export const headRules = [{ weight: 1, lengthNorm: 0.4, bits: 16 }] as const satisfies readonly FieldRule[];

/** The bits of a packed posting that are counts of title, keywords or labels: everything but the body. */
export const namedBits = 2 ** (7 + 6 + 4) - 1;

/** What stands for a title where there is none. */
const leadCharacters = 300;

/** The words of a document, counted by field. */
export function wordsOf({ words }: Entry): Counted<string> {
  const counter = new TermCounter<string>(wordRules);
  for (const [field, terms] of words.entries()) for (const term of terms) counter.count(term, field);
  return counter;
}

/** The letter groups of a document, counted by title and body. */
export function groupsOf({ title, text }: Entry, language: string): Counted<number> {
  const counter = new TermCounter<number>(groupRules);
  eachLetterGroup(title, language, (group) => counter.count(group, 0));
  eachLetterGroup(text, language, (group) => counter.count(group, 1));
  return counter;
}

/** The letter groups of the title, or of the first sentences where there is none. */
export function headOf({ title, text }: Entry, language: string): Counted<number> {
  const counter = new TermCounter<number>(headRules);
  eachLetterGroup(title || text.slice(0, leadCharacters), language, (group) => counter.count(group, 0));
  return counter;
}

/** What a term counts for vectors, from its packed posting: a title says twice what a body says. */
export function frequencyOf(packed: number): number {
  const [title = 0, keywords = 0, , body = 0] = unpack(packed, wordRules);
  return Math.max(1, title * 2 + keywords + body);
}
