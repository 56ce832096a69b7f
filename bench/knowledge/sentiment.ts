import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { featuresOf } from '../../knowledge/sentiment/features.ts';
import { cuts, rankOf } from '../../knowledge/sentiment/levels.ts';
import { valenceBy } from '../../knowledge/sentiment/model.ts';
import { sentimentOf } from '../../knowledge/sentiment/sentiment.ts';
import { type Figure, table } from '../rig/figures.ts';
import { areaUnder, correlation, macroF1, type Sort, sorts } from './sentiment-figures.ts';
import { type Lesson, ownLessons, train, vaderLessons } from './sentiment-lessons.ts';
import { linesOf } from './sets.ts';

interface Labelled {
  readonly text: string;
  readonly label: Sort;
}

const folds = 5;
/** Sets no weight was trained on; each with its language and what is promised. */
const examinations = [
  { name: 'airline-en', files: ['airline-en'], language: 'en', atLeast: 62 },
  { name: 'tweets-en', files: ['tweets-en', 'tweets-en-train'], language: 'en' },
  { name: 'tweets-es', files: ['tweets-es', 'tweets-es-train'], language: 'es', atLeast: 53 },
  { name: 'tweets-de', files: ['tweets-de', 'tweets-de-train'], language: 'de', atLeast: 60 },
  { name: 'tweets-fr', files: ['tweets-fr', 'tweets-fr-train'], language: 'fr', atLeast: 59 },
  { name: 'reviews-ja', files: ['reviews-ja'], language: 'ja', atLeast: 70 },
] as const;

/**
 * How well messages are judged: VADER's sets by training on four fifths and judging the rest, the others, which nothing
 * was trained on, by the weights as shipped. Classes are the levels: neutral is neutral, all below negative.
 */
export function measureSentiment(folder: string): Figure[] {
  const rated = vaderLessons(folder);
  if (rated.length === 0) return [];
  return [...crossed(rated), ...examinations.flatMap((each) => examined(folder, each)), speed(rated)];
}

function crossed(rated: readonly Lesson[]): Figure[] {
  const groups = [...new Set(rated.map(({ group }) => group))];
  const foldOf = new Map(groups.map((group, at) => [group, at % folds]));
  const own = ownLessons('en');
  const judged: { set: string; wanted: number; found: number }[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const weights = train([...rated.filter(({ group }) => foldOf.get(group) !== fold), ...own], 'en');
    for (const { set, text, valence, group } of rated)
      if (foldOf.get(group) === fold)
        judged.push({ set, wanted: valence, found: valenceBy(weights, featuresOf(text, 'en')) });
  }
  const of = (set: string) => judged.filter((each) => each.set === set);
  const r = (set: string) =>
    100 *
    correlation(
      of(set).map(({ found }) => found),
      of(set).map(({ wanted }) => wanted),
    );
  const tweets = of('vader-tweets');
  const near = tweets.filter(({ wanted, found }) => Math.abs(rankOf(wanted) - rankOf(found)) <= 1);
  return [
    figure('vader-tweets', 'correlation', r('vader-tweets'), 88),
    figure('vader-tweets', 'within one of seven levels', (100 * near.length) / tweets.length, 93),
    figure('vader-amazon', 'correlation', r('vader-amazonReviewSnippets'), 67),
    figure('vader-movies', 'correlation', r('vader-movieReviewSnippets')),
    figure('vader-nyt', 'correlation', r('vader-nytEditorialSnippets')),
  ];
}

type Examination = (typeof examinations)[number];

function examined(folder: string, { name, files, language, ...promised }: Examination): Figure[] {
  const texts = files.flatMap((file) => linesOf<Labelled>(join(folder, `${file}.jsonl`)));
  if (texts.length === 0) return [];
  const valences = texts.map(({ text }) => sentimentOf(text, language).valence);
  const detected = texts.map(({ text }) => sentimentOf(text).valence);
  const labels = texts.map(({ label }) => label);
  const f1 = (found: readonly number[]) => 100 * macroF1(found.map(sortOf), labels);
  const figures = [
    figure(name, 'macro-F1', f1(valences), 'atLeast' in promised ? promised.atLeast : undefined),
    figure(name, 'macro-F1, language detected', f1(detected)),
  ];
  if (name !== 'airline-en') return figures;
  const area = areaUnder(
    valences.map((valence) => -valence),
    labels.map((label) => label === 'negative'),
  );
  return [figure(name, 'AUC of negative', 100 * area, 85), ...figures];
}

function speed(rated: readonly Lesson[]): Figure {
  for (const { text } of rated.slice(0, 2_000)) sentimentOf(text, 'en');
  const begun = process.cpuUsage();
  for (const { text } of rated) sentimentOf(text);
  const { user, system } = process.cpuUsage(begun);
  return {
    bench: 'vader, all sets',
    what: 'CPU a message, language detected',
    value: (user + system) / 1_000 / rated.length,
    unit: 'ms',
    target: { atMost: 0.2 },
  };
}

function figure(bench: string, what: string, value: number, atLeast?: number): Figure {
  return { bench, what, value, unit: '%', ...(atLeast !== undefined && { target: { atLeast } }) };
}

function sortOf(valence: number): Sort {
  const neutral = cuts.length / 2;
  return sorts[Math.sign(rankOf(valence) - neutral) + 1] ?? 'neutral';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder] = process.argv.slice(2);
  console.log(
    folder === undefined
      ? 'bench/knowledge/sentiment.ts FOLDER: figures of fieldline sentiment on the sets of FOLDER'
      : table(measureSentiment(folder)),
  );
}
