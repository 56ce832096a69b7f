import type { IndexedArticle } from '../../knowledge/indexed-article.ts';
import { SearchIndex } from '../../knowledge/search-index.ts';
import type { Figure } from '../rig/figures.ts';

const articleWords = 120;
const vocabulary = 60_000;
const queries = 300;

/** Build, query and change of an index of made-up English articles; CPU of this process, all its threads. */
export function measureSpeed(articles: number): Figure[] {
  const random = chance();
  const made = Array.from({ length: articles }, (_, at) => anArticle(at, random));
  const asked = Array.from({ length: queries }, () => sentence(random, 12 + Math.floor(random() * 13)));
  const index = new SearchIndex();
  const build = cpuMs(() => {
    for (const article of made) index.put(article);
    index.prepare();
  });
  const search = (text: string) => index.search({ text, language: 'en', visibility: 'internal' });
  for (const text of asked.slice(0, 50)) search(text);
  const times = asked.map((text) => cpuMs(() => search(text)));
  const changes = made
    .slice(0, 100)
    .map((article, at) => cpuMs(() => index.put({ ...article, body: made[at + 100]!.body })));
  const bench = `${articles.toLocaleString('en-GB')} articles`;
  const isSmall = articles <= 10_000;
  return [
    { bench, what: 'build, CPU', value: build / 1_000, unit: 's', ...(isSmall && { target: { atMost: 5 } }) },
    { bench, what: 'query p50, CPU', value: percentile(times, 0.5), unit: 'ms' },
    {
      bench,
      what: 'query p95, CPU',
      value: percentile(times, 0.95),
      unit: 'ms',
      target: { atMost: isSmall ? 5 : 25 },
    },
    {
      bench,
      what: 'change of one article p95, CPU',
      value: percentile(changes, 0.95),
      unit: 'ms',
      target: { atMost: 10 },
    },
    { bench, what: 'memory of the process', value: process.memoryUsage.rss() / 1e6, unit: 'MB' },
  ];
}

function cpuMs(run: () => void): number {
  const begun = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000;
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}

function anArticle(at: number, random: () => number): IndexedArticle {
  const title = sentence(random, 6);
  const body = Array.from({ length: articleWords / 12 }, () => `${sentence(random, 12)}.`).join(' ');
  const state = { state: 'published', visibility: 'public', major: 1, minor: 0 } as const;
  return { id: `a${at}`, title, body, language: 'en', category: '', product: null, keywords: [], ...state };
}

const syllables =
  'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu tion ment ing er al le st ar'.split(' ');

/** Words by Zipf's law, as in every language: a few that are everywhere and very many that are rare. */
const sentence = (random: () => number, words: number): string =>
  Array.from({ length: words }, () => word(Math.floor(vocabulary ** random()))).join(' ');

function word(rank: number): string {
  let rest = (rank * 7_919) % 614_656;
  let made = '';
  for (let at = 0; at < 2 + (rank % 3); at++) {
    made += syllables[rest % syllables.length];
    rest = Math.floor(rest / syllables.length);
  }
  return made;
}

/** mulberry32 */
function chance(): () => number {
  let state = 7;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
