import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { featuresOf } from '../../knowledge/sentiment/features.ts';
import { fitWeights, type Judged } from './sentiment-fit.ts';
import { linesOf } from './sets.ts';

/** A text somebody judged; texts of one group (a review, a tweet) are never parted between lesson and examination. */
export interface Lesson {
  readonly text: string;
  readonly valence: number;
  readonly weight: number;
  readonly set: string;
  readonly group: string;
}

/** The sets of VADER (MIT), the only foreign texts a shipped model is trained on, and how much each counts. */
const vaderSets: readonly (readonly [set: string, weight: number])[] = [
  ['vader-tweets', 10],
  ['vader-amazonReviewSnippets', 2],
  ['vader-movieReviewSnippets', 0.3],
  ['vader-nytEditorialSnippets', 0.2],
];
/** English sentences of service are few among VADER's texts. */
const ownWeight: Readonly<Record<string, number>> = { en: 3 };
const joinedWeight = 0.5;
const turnedWeight = 0.3;

/** English texts with human ratings below a folder. */
export function vaderLessons(folder: string): Lesson[] {
  return vaderSets.flatMap(([set, weight]) =>
    linesOf<{ id: string; text: string; valence: number }>(join(folder, `${set}.jsonl`)).map(
      ({ id, text, valence }) => ({ text, valence, weight, set, group: `${set} ${id.split('_')[0]}` }),
    ),
  );
}

/** The project's own sentences in a language, and longer texts joined from them: alike ones, and good with bad. */
export function ownLessons(language: string): Lesson[] {
  const file = new URL(`../../knowledge/sentiment/sentences-${language}.txt`, import.meta.url);
  if (!existsSync(file)) return [];
  const own = readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, at): Lesson[] => {
      const [, valence, text] = /^(-?\d) (.+)$/.exec(line) ?? [];
      if (valence === undefined || text === undefined) return [];
      return [{ text, valence: Number(valence), weight: 1, set: 'own', group: `own ${at}` }];
    });
  const counted = ownWeight[language] ?? 1;
  return [...own, ...joined(own, language)].map((each) => ({ ...each, weight: each.weight * counted }));
}

function joined(own: readonly Lesson[], language: string): Lesson[] {
  const good = own.filter(({ valence }) => valence > 0);
  const bad = own.filter(({ valence }) => valence < 0);
  const plain = own.filter(({ valence }) => valence === 0);
  const gap = language === 'ja' ? '' : ' ';
  const lesson = (texts: readonly string[], valence: number, weight = joinedWeight): Lesson => {
    return { text: texts.join(gap), valence, weight, set: 'joined', group: 'joined' };
  };
  const alike = [good, bad, plain].flatMap((kind) =>
    kind.flatMap(({ text, valence }, at) => {
      const second = kind[(at * 7 + 3) % kind.length]!.text;
      const third = kind[(at * 13 + 5) % kind.length]!.text;
      const worth = Math.sign(valence) * 2.3;
      return [lesson([text, second], worth), lesson([text, second, third], worth * 1.1)];
    }),
  );
  const turns = [0, 1, 2].flatMap((turn) => [
    ...good.map(({ text }, at) =>
      lesson(turned([text, pick(bad, at, turn)], language, turn), -0.2, turnedWeight),
    ),
    ...bad.map(({ text }, at) =>
      lesson(turned([text, pick(good, at, turn)], language, turn), 0.3, turnedWeight),
    ),
  ]);
  return [...alike, ...turns];
}

const pick = (kind: readonly Lesson[], at: number, turn: number): string =>
  kind[(at * 11 + 2 + turn * 17) % kind.length]!.text;

/** Joins good with bad as people do: with "but" in the ways of Japanese, elsewhere side by side. */
function turned([first, second]: readonly [string, string], language: string, turn: number): string[] {
  if (language !== 'ja') return [first, second];
  const bare = first.replace(/。$/, '');
  return [[`${bare}が、`, `${bare}。ただ、`, `${bare}けど`][turn] ?? first, second];
}

/** Trains a language's weights. */
export const train = (lessons: readonly Lesson[], language: string): Float32Array =>
  fitWeights(judgedBy(lessons, language), smoothing[language] ?? usualSmoothing);

/**
 * Trains how far from neutral texts are, 0 to 1 as `beliefBy` counts. Only Japanese gains by it (+1.8 points of F1
 * on reviews, where good and bad stand side by side); tweets and calls for service do not.
 */
export function trainStrength(lessons: readonly Lesson[], language: string): Float32Array | undefined {
  if (language !== 'ja') return undefined;
  const judged = judgedBy(lessons, language).map(({ features, valence, weight }) => {
    return { features: { ...features, ruled: 0 }, valence: Math.min(2, Math.abs(valence)) / 2, weight };
  });
  return fitWeights(judged, smoothing[language] ?? usualSmoothing);
}

const usualSmoothing = 20;
const smoothing: Readonly<Record<string, number>> = { ja: 8 };

const judgedBy = (lessons: readonly Lesson[], language: string): Judged[] =>
  lessons.map(({ text, valence, weight }) => ({ features: featuresOf(text, language), valence, weight }));
