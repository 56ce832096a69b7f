import { type Lexicon, worthOf } from './lexicon.ts';
import type { Token } from './tokens.ts';

const longestEntry = 12;

/** Parts Japanese runs of letters at the words the lexicon knows, longest first; other languages part by blanks. */
export function splitRuns(tokens: readonly Token[], language: string, lexicon: Lexicon): readonly Token[] {
  if (language !== 'ja') return tokens;
  const isKnown = (part: string) =>
    lexicon.exact.has(part) ||
    lexicon.notNext.has(part) ||
    lexicon.very.has(part) ||
    lexicon.little.has(part) ||
    lexicon.but.has(part);
  const parted: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== 'word' || worthOf(token.text, lexicon) !== undefined) parted.push(token);
    else
      for (const part of partsOf(token.text, isKnown)) parted.push({ ...token, text: part, isDrawn: false });
  }
  return parted;
}

function partsOf(run: string, isKnown: (part: string) => boolean): string[] {
  const parts: string[] = [];
  let unknown = 0;
  let at = 0;
  while (at < run.length) {
    let length = Math.min(longestEntry, run.length - at);
    while (length > 0 && !isKnown(run.slice(at, at + length))) length--;
    if (length === 0) {
      at++;
      continue;
    }
    if (unknown < at) parts.push(run.slice(unknown, at));
    parts.push(run.slice(at, at + length));
    at += length;
    unknown = at;
  }
  if (unknown < run.length) parts.push(run.slice(unknown));
  return parts;
}
