import { type Lexicon, worthOf } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** What the rules make of a text before any training: each token's worth, turned and weighed by its neighbours. */
export interface Weighed {
  readonly tokens: readonly Token[];
  /** Valence a token has in its place; 0 for most. */
  readonly worths: readonly number[];
  /** Whether a negation reaches the token. */
  readonly isTurned: readonly boolean[];
}

const turn = -0.74; // of VADER (Hutto and Gilbert, 2014), as the next four
const stronger = 0.293;
const louder = 0.733;
const fadeByDistance = [1, 0.95, 0.9];
const reach = 3;
const beforeBut = 0.5;
const afterBut = 1.5;

/** Weighs the tokens of a text by the words of its language. */
export function weigh(given: readonly Token[], lexicon: Lexicon): Weighed {
  const tokens = given;
  const worths = new Array<number>(tokens.length).fill(0);
  const isTurned = tokens.map(({ text }, at) => !isTurning(text, lexicon) && isNegated(tokens, at, lexicon));
  for (let at = 0; at < tokens.length; at++) {
    const { worth, words } = worthAt(tokens, at, lexicon);
    if (worth === 0) continue;
    const end = at + words - 1;
    worths[end] = inPlace({ tokens, at, end, worth, isTurned: isTurned[at] === true }, lexicon);
    at = end;
  }
  const but = tokens.findLastIndex(({ text, kind }) => kind === 'word' && lexicon.but.has(text));
  if (but > 0)
    for (let at = 0; at < worths.length; at++) worths[at]! *= at < but ? beforeBut : at > but ? afterBut : 1;
  return { tokens, worths, isTurned };
}

/** "Not" before "not" ("ne ... pas", "no ... nada") makes no plus. */
const isTurning = (word: string, { not, notAfter, notNext }: Lexicon): boolean =>
  not.has(word) || notAfter.has(word) || notNext.has(word);

/** The longest entry that begins here, at most four words. */
function worthAt(tokens: readonly Token[], at: number, lexicon: Lexicon): { worth: number; words: number } {
  const token = tokens[at]!;
  if (lexicon.heads.has(token.text))
    for (let words = 4; words > 1; words--) {
      const phrase = tokens.slice(at, at + words);
      if (phrase.length < words || phrase.some(({ kind }) => kind !== 'word' && kind !== 'number')) continue;
      const worth = lexicon.exact.get(phrase.map(({ text }) => text).join(' '));
      if (worth !== undefined) return { worth, words };
    }
  if (token.kind === 'tag') return { worth: tagWorth(token.text, lexicon), words: 1 };
  if (token.kind === 'face') return { worth: lexicon.exact.get(token.text) ?? 0, words: 1 };
  if (token.kind !== 'word') return { worth: 0, words: 1 };
  if (lexicon.very.has(token.text) && isWeighing(tokens[at + 1], lexicon)) return { worth: 0, words: 1 };
  return { worth: wordWorth(token, lexicon), words: 1 };
}

/** Whether "super" only makes stronger what follows ("super nett") and says nothing itself. */
const isWeighing = (next: Token | undefined, lexicon: Lexicon): boolean =>
  next?.kind === 'word' && worthOf(next.text, lexicon) !== undefined;

function wordWorth({ text, isDrawn }: Token, lexicon: Lexicon): number {
  const found = worthOf(text, lexicon);
  if (found !== undefined || !isDrawn) return found ?? 0;
  return (
    worthOf(text.replace(/(\p{L})\1{2,}/gu, '$1$1'), lexicon) ??
    worthOf(text.replace(/(\p{L})\1{2,}/gu, '$1'), lexicon) ??
    0
  );
}

/** A hashtag is worth the words grown together in it: "#worstserviceever". */
function tagWorth(tag: string, lexicon: Lexicon): number {
  const whole = worthOf(tag, lexicon);
  if (whole !== undefined) return whole;
  let sum = 0;
  let known = 0; // short words count only where a known one has just ended: "environnement" holds no "ment"
  for (let at = 0; at < tag.length; ) {
    let step = 1;
    const shortest = at === known ? 4 : 5;
    for (let length = Math.min(14, tag.length - at); length >= shortest; length--) {
      const worth = lexicon.exact.get(tag.slice(at, at + length));
      if (worth === undefined) continue;
      sum += worth;
      step = length;
      known = at + length;
      break;
    }
    at += step;
  }
  return Math.max(-3, Math.min(3, sum));
}

interface Placed {
  readonly tokens: readonly Token[];
  readonly at: number;
  readonly end: number;
  readonly worth: number;
  readonly isTurned: boolean;
}

function inPlace({ tokens, at, end, worth, isTurned }: Placed, lexicon: Lexicon): number {
  const sign = Math.sign(worth);
  let value = worth;
  for (let place = at; place <= end; place++)
    if (tokens[place]?.isLoud) {
      value += sign * louder;
      break;
    }
  if (tokens[at]?.isDrawn) value += sign * stronger;
  for (let back = 1; back <= reach; back++) {
    const before = tokens[at - back];
    if (before === undefined || before.kind === 'mark') break;
    const weight = lexicon.very.has(before.text) ? 1 : lexicon.little.has(before.text) ? -1 : 0;
    value += sign * weight * (stronger + (before.isLoud ? louder : 0)) * fadeByDistance[back - 1]!;
  }
  return isTurned ? value * turn : value;
}

/** Whether "not" stands shortly before in the same clause, or after it where the language puts it there. */
function isNegated(tokens: readonly Token[], at: number, { not, notAfter, notNext }: Lexicon): boolean {
  for (let back = 1; back <= reach; back++) {
    const before = tokens[at - back];
    if (before === undefined || before.kind === 'mark') break;
    if (not.has(before.text)) return true;
  }
  if (notNext.has(tokens[at + 1]?.text ?? '')) return true;
  if (notAfter.size === 0) return false;
  for (let ahead = 1; ahead <= reach; ahead++) {
    const after = tokens[at + ahead];
    if (after === undefined || after.kind === 'mark') return false;
    if (!notAfter.has(after.text)) continue;
    const next = tokens[at + ahead + 1];
    return ahead === 1 || next === undefined || next.kind !== 'word';
  }
  return false;
}
