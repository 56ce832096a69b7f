import { type Lexicon, lexiconOf } from './lexicon.ts';
import { splitRuns } from './runs.ts';
import { type Weighed, weigh } from './rules.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A text as numbers: places in a table of weights (the first are few and always there) and their values. */
export interface Features {
  readonly places: Int32Array;
  readonly values: Float64Array;
  /** The valence by the rules alone, which the weights mend. */
  readonly ruled: number;
  /** How many words, faces and marks were found. */
  readonly tokens: number;
}

/** How many summed-up measures come before the hashed ones. */
export const measures = 28;
/** Size of the table the words are hashed into. */
export const buckets = 1 << 16;

const pairWeight = 0.7;
const worthWeight = 0.6;
const letterWeight = 0.3;
const runWeight = 0.6;

/** Turns a text into what the model weighs: sums of the rules, words with their negation, pairs, groups of letters. */
export function featuresOf(text: string, language: string): Features {
  const lexicon = lexiconOf(language);
  const tokens = splitRuns(tokensOf(text, language), language, lexicon);
  const weighed = weigh(tokens, lexicon);
  const sparse = new Map<number, number>();
  const add = (hash: number, value: number) => {
    const place = measures + ((hash >>> 0) % buckets);
    sparse.set(place, (sparse.get(place) ?? 0) + value);
  };
  const scale = 1 / Math.sqrt(tokens.length + 3);
  addWords(weighed, scale, add);
  if (language === 'ja') addRuns(text, add);
  else addLetters(tokens, scale * letterWeight, add);
  const sums = measuresOf(weighed, lexicon, text);
  const ruled = ruledBy(weighed, language);
  const places = new Int32Array(sums.length + sparse.size);
  const values = new Float64Array(places.length);
  for (const [at, value] of sums.entries()) {
    places[at] = at;
    values[at] = value;
  }
  let at = sums.length;
  for (const [place, value] of sparse) {
    places[at] = place;
    values[at++] = value;
  }
  return { places, values, ruled, tokens: tokens.length };
}

/** The sum of all worths, flattened as VADER does: Japanese reviews say more in one text than tweets do. */
function ruledBy({ worths }: Weighed, language: string): number {
  let sum = 0;
  for (const worth of worths) sum += worth;
  return (3 * sum) / Math.sqrt(sum * sum + (language === 'ja' ? 150 : 15));
}

type Add = (hash: number, value: number) => void;

function addWords({ tokens, worths, isTurned }: Weighed, scale: number, add: Add): void {
  let before = 0;
  for (const [at, { text, kind }] of tokens.entries()) {
    const word = hashOf(text, kind === 'word' && isTurned[at] ? 7 : 1);
    add(word, scale);
    if (before !== 0) add(Math.imul(before, 31) ^ word, scale * pairWeight);
    const worth = worths[at] ?? 0;
    if (worth !== 0) add(hashOf(text, 13), worth * scale * worthWeight);
    before = word;
  }
}

/** Groups of three to five letters of each word, so that unknown endings and compounds are known by their parts. */
function addLetters(tokens: readonly Token[], value: number, add: Add): void {
  for (const { text, kind } of tokens) {
    if (kind !== 'word' && kind !== 'tag') continue;
    const word = `_${text.slice(0, 24)}_`;
    for (let from = 0; from + 3 <= word.length; from++) {
      let hash = 0x1234567;
      for (let length = 1; length <= 5 && from + length <= word.length; length++) {
        hash = Math.imul(hash ^ word.charCodeAt(from + length - 1), 0x01000193);
        if (length >= 3) add(hash ^ (hash >>> 15), value);
      }
    }
  }
}

/** Runs of one to four characters: Japanese parts its words by no blank. */
function addRuns(text: string, add: Add): void {
  const read = text.slice(0, 1_000).replace(/\s+/g, ' ');
  const value = runWeight / Math.sqrt(read.length + 10);
  for (let from = 0; from < read.length; from++) {
    let hash = 0x7654321;
    for (let length = 1; length <= 4 && from + length <= read.length; length++) {
      hash = Math.imul(hash ^ read.charCodeAt(from + length - 1), 0x01000193);
      add(hash ^ (hash >>> 15), value);
    }
  }
}

function measuresOf({ tokens, worths, isTurned }: Weighed, lexicon: Lexicon, text: string): number[] {
  let positive = 0;
  let negative = 0;
  let faces = 0;
  let last = 0;
  let best = 0;
  let worst = 0;
  let turned = 0;
  let loud = 0;
  let very = 0;
  for (const [at, token] of tokens.entries()) {
    const worth = worths[at] ?? 0;
    if (token.kind === 'face') faces += worth;
    if (worth > 0) positive += worth;
    else negative -= worth;
    if (worth !== 0) last = worth;
    best = Math.max(best, worth);
    worst = Math.min(worst, worth);
    if (isTurned[at]) turned++;
    if (token.isLoud) loud++;
    if (lexicon.very.has(token.text)) very++;
  }
  const calls = countOf(tokens, /[!！]/g);
  const questions = countOf(tokens, /[?？]/g);
  const isAsking = /[?？]/.test(tokens.at(-1)?.text ?? '') ? 1 : 0;
  const sum = positive - negative;
  const marked = sum + Math.sign(sum) * (Math.min(4, calls) * 0.292 + (questions > 1 ? 0.5 : 0));
  const hasLink = /\bhttp/.test(text) ? 1 : 0;
  const sentences = sentenceSums(tokens, worths);
  const squashed = marked / Math.sqrt(marked * marked + 15);
  return [
    1,
    squashed,
    Math.tanh(sum / 4),
    Math.sqrt(positive) / 2,
    Math.sqrt(negative) / 2,
    worst / 4,
    best / 4,
    last / 4,
    Math.min(3, calls) / 3,
    Math.min(2, questions) / 2,
    isAsking,
    positive > 0 && negative > 0 ? 1 : 0,
    Math.log(tokens.length + 1) / 4,
    Math.tanh(faces / 3),
    Math.min(3, turned) / 3,
    Math.min(3, loud) / 3,
    Math.min(3, very) / 3,
    sum / (tokens.length + 4),
    (sum > 0 ? 1 : 0) * Math.min(3, calls) * 0.3 - (sum < 0 ? 1 : 0) * Math.min(3, calls) * 0.3,
    sum === 0 && positive === 0 ? 1 : 0,
    hasLink,
    hasLink * squashed,
    isAsking * squashed,
    /^\s*(?:RT\b|@)/.test(text) ? 1 : 0,
    Math.tanh((sentences[0] ?? 0) / 3),
    Math.tanh((sentences.at(-1) ?? 0) / 3),
    shareOf(sentences, (each) => each > 0.5),
    shareOf(sentences, (each) => each < -0.5),
  ];
}

/** What each sentence is worth: the first says what it is about, the last what became of it. */
function sentenceSums(tokens: readonly Token[], worths: readonly number[]): number[] {
  const sums: number[] = [];
  let sum = 0;
  let isOpen = false;
  for (const [at, { kind, text }] of tokens.entries()) {
    sum += worths[at] ?? 0;
    if (kind !== 'mark') isOpen = true;
    else if (isOpen && /[.。!?！？…]/.test(text)) {
      sums.push(sum);
      sum = 0;
      isOpen = false;
    }
  }
  if (isOpen) sums.push(sum);
  return sums;
}

const shareOf = (sums: readonly number[], isMeant: (sum: number) => boolean): number =>
  sums.length === 0 ? 0 : sums.filter(isMeant).length / sums.length;

function countOf(tokens: readonly Token[], mark: RegExp): number {
  let count = 0;
  for (const { text, kind } of tokens) if (kind === 'mark') count += text.match(mark)?.length ?? 0;
  return count;
}

function hashOf(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 13);
}
