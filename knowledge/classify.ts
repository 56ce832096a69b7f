import {
  type Category,
  categories,
  categoryTerms,
  type TermLanguage,
  type TermLists,
} from './category-terms.ts';
import { fold } from './language/analyser.ts';
import { urgencyOf } from './urgency.ts';

/** What a customer's message is about, and why we think so. */
export interface Classification {
  readonly category: Category;
  /** 0 to 1; below 0.5 somebody should look. */
  readonly confidence: number;
  /** The customer's own words (folded) that decided it. */
  readonly terms: readonly string[];
  readonly urgency: 'normal' | 'high';
}

interface Score {
  readonly category: Category;
  readonly points: number;
  readonly terms: readonly string[];
}

const pointsByList = [4, 2, 1] as const;
const languages = Object.keys(categoryTerms) as TermLanguage[];
const patterns = new Map(languages.map((language) => [language, compile(language)]));

/**
 * Sorts a message in English, German, Spanish or French into a category by weighted words; without any
 * it is `general`.
 */
export function classifyText(text: string): Classification {
  const plain = fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ');
  const byLanguage = languages.map((language) => scores(plain, language));
  const total = (scored: readonly Score[]) => scored.reduce((sum, { points }) => sum + points, 0);
  const [spoken = []] = byLanguage.sort((a, b) => total(b) - total(a));
  const [best, second] = [...spoken].sort((a, b) => b.points - a.points);
  const urgency = urgencyOf(text);
  if (!best || best.points === 0) return { category: 'general', confidence: 0.3, terms: [], urgency };
  const clear = best.points / (best.points + (second?.points ?? 0));
  const confidence = clear * (1 - Math.exp(-best.points / 2));
  return { category: best.category, confidence, terms: best.terms, urgency };
}

function scores(plain: string, language: TermLanguage): Score[] {
  return categories.map((category) => {
    const found = new Map<string, number>();
    for (const [at, pattern] of (patterns.get(language)?.get(category) ?? []).entries())
      for (const [term] of plain.matchAll(pattern))
        if (!found.has(term)) found.set(term, pointsByList[at as 0 | 1 | 2]);
    const points = [...found.values()].reduce((sum, each) => sum + each, 0);
    return { category, points, terms: [...found.keys()] };
  });
}

function compile(language: TermLanguage): ReadonlyMap<Category, readonly RegExp[]> {
  return new Map(categories.map((category) => [category, categoryTerms[language][category].map(patternOf)]));
}

function patternOf(list: TermLists[number]): RegExp {
  const longestFirst = list
    .split(',')
    .map((term) => term.trim())
    .sort((a, b) => b.length - a.length);
  return new RegExp(`\\b(?:${longestFirst.map((term) => term.replace(/\*/g, '\\w*')).join('|')})\\b`, 'g');
}
