import { fold } from '../language/analyser.ts';

/** One thing a writer put down: a word, a face, a row of marks; with how loudly it was written. */
export interface Token {
  /** Lower case without accents; faces and marks as written. */
  readonly text: string;
  readonly kind: 'word' | 'face' | 'tag' | 'mark' | 'number';
  /** Written in capitals though the rest is not. */
  readonly isLoud: boolean;
  /** Letters drawn out, as in "sooo". */
  readonly isDrawn: boolean;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const addresses = /https?:\S*|\bhttp\b|www\.\S+|[\w.]+@[\w.]+\w|[@＠]\w+/gi;
const written =
  /(?<word>\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*)|(?<face>[<>]?[:;=8][-o*'^]*[)\]([dDpPoO/\\|*3@cCsS}{]+(?![\p{L}\p{N}])|[xX]D+\b|<\/?3+|[([][-o*'^]*[:;=]|[-^>.oO]_+[-^<.oO]|\^\^|\p{Extended_Pictographic}|[\u2639\u263a\u2661\u2665])|(?<tag>#[\p{L}\p{N}_]+)|(?<number>\p{N}+)|(?<mark>[!?！？]+|\.{2,}|…|[.,;:。、"“”«»()-])/gu;
const longestRead = 4_000;

/** Takes a message apart; addresses and names of accounts are left out. */
export function tokensOf(text: string, language: string): Token[] {
  const read = text
    .slice(0, longestRead)
    .replace(addresses, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? ' ');
  const isShouted = !/\p{Ll}/u.test(read);
  const tokens: Token[] = [];
  for (const match of read.matchAll(written)) {
    const { word, face, tag, number } = match.groups ?? {};
    const raw = match[0];
    if (word !== undefined)
      for (const part of partsOf(word, language)) tokens.push(wordToken(part, isShouted));
    else if (tag !== undefined) tokens.push({ ...wordToken(raw.slice(1), true), kind: 'tag' });
    else {
      const kind = face !== undefined ? 'face' : number !== undefined ? 'number' : 'mark';
      tokens.push({ text: raw, kind, isLoud: false, isDrawn: false });
    }
  }
  return tokens;
}

/** English contractions of "not" stay one word ("cant"); other apostrophes part words, as in "j'aime". */
function partsOf(word: string, language: string): string[] {
  if (!/['’]/.test(word)) return [word];
  if (language !== 'en') return word.split(/['’]/);
  if (/n['’]t$/i.test(word)) return [word.replace(/['’]/, '')];
  return word.split(/['’]/, 1);
}

function wordToken(raw: string, isShouted: boolean): Token {
  const text = fold(raw);
  return {
    text,
    kind: 'word',
    isLoud: !isShouted && raw.length > 1 && /^\p{Lu}+$/u.test(raw),
    isDrawn: /(\p{L})\1\1/u.test(text),
  };
}
