import { readFileSync } from 'node:fs';
import { fold } from '../language/analyser.ts';

/** What the words of one language are worth, and the small words that turn or weigh them. */
export interface Lexicon {
  /** Valence (-4 to 4) of a word, or of words joined by blanks. */
  readonly exact: ReadonlyMap<string, number>;
  /** Valence of all words that begin so. */
  readonly stems: ReadonlyMap<string, number>;
  /** First words of entries of several words. */
  readonly heads: ReadonlySet<string>;
  readonly not: ReadonlySet<string>;
  /** Words that turn what stands before them: German "gefällt mir nicht". */
  readonly notAfter: ReadonlySet<string>;
  /** Endings that turn only what stands right before them: Japanese "ません". */
  readonly notNext: ReadonlySet<string>;
  readonly very: ReadonlySet<string>;
  readonly little: ReadonlySet<string>;
  readonly but: ReadonlySet<string>;
}

const read = new Map<string, Lexicon>();
const files: Readonly<Record<string, readonly string[]>> = {
  en: ['vader.txt', 'lexicon-en.txt'],
  es: ['lexicon-es.txt'],
  de: ['lexicon-de.txt'],
  fr: ['lexicon-fr.txt'],
  ja: ['lexicon-ja.txt'],
};
const shortestStem = 3;

/** Languages with a list of words and a model. */
export const languages: readonly string[] = Object.keys(files);

/** The words of a language, read from their files when first asked for; faces are known in every language. */
export function lexiconOf(language: string): Lexicon {
  let found = read.get(language);
  if (!found) {
    found = lexiconFrom(['faces.txt', ...(files[language] ?? [])].map(textOf).join('\n'));
    read.set(language, found);
  }
  return found;
}

/**
 * Reads `key: words` lines. The key is a valence or what the words do (not, after, next, very, little, but); `*` ends a
 * stem, `_` joins words of one entry, `#` opens a note. Later lines win.
 */
export function lexiconFrom(text: string): Lexicon {
  const exact = new Map<string, number>();
  const stems = new Map<string, number>();
  const heads = new Set<string>();
  const roles: Record<string, Set<string>> = {};
  for (const line of text.split('\n')) {
    const [, key, rest] = /^([a-z]+|-?[\d.]+): (.*)$/.exec(line) ?? [];
    if (key === undefined || rest === undefined) continue;
    for (const written of rest.split(' ').filter(Boolean)) {
      const word = asRead(written);
      if (/[a-z]/.test(key)) roles[key] = (roles[key] ?? new Set()).add(word);
      else if (word.endsWith('*') && word.length > shortestStem) stems.set(word.slice(0, -1), Number(key));
      else exact.set(word, Number(key));
      if (word.includes(' ')) heads.add(word.slice(0, word.indexOf(' ')));
    }
  }
  const role = (name: string): ReadonlySet<string> => roles[name] ?? new Set();
  return {
    exact,
    stems,
    heads,
    not: role('not'),
    notAfter: role('after'),
    notNext: role('next'),
    very: role('very'),
    little: role('little'),
    but: role('but'),
  };
}

/** What one word is worth by itself: as written, with drawn-out letters shortened, or by its stem. */
export function worthOf(word: string, { exact, stems }: Lexicon): number | undefined {
  const found = exact.get(word);
  if (found !== undefined) return found;
  for (let length = word.length; length >= shortestStem; length--) {
    const stem = stems.get(length === word.length ? word : word.slice(0, length));
    if (stem !== undefined) return stem;
  }
  return undefined;
}

/** Words are kept as the reader of tokens gives them; faces as written. */
const asRead = (written: string): string =>
  /^[\p{L}\p{N}'_]+\*?$/u.test(written) && !/^[TtoO]_/.test(written)
    ? fold(written).replaceAll('_', ' ')
    : written;

const textOf = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
