/** One file of the tree as the rules read it: the text, and two views of equal length and equal line breaks. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** Comments blanked: imports are read here. */
  readonly code: string;
  /** Comments and the insides of strings blanked: calls and names are read here. */
  readonly bare: string;
}

/** A broken rule, told so that the reader can mend it without opening the house test. */
export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly what: string;
  readonly mend: string;
}

/** Reads one file into its views once, so that every rule looks at the same thing. */
export function source(path: string, text: string): Source {
  const kinds = path.endsWith('.ts') ? kindsOf(text) : new Uint8Array(text.length);
  return { path, text, code: blank(text, kinds, COMMENT), bare: blank(text, kinds, STRING) };
}

/** Turns an offset into the line number an editor shows. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** Finds every match of a pattern in a view and words it as a violation of the rule. */
export function matches(
  found: Source,
  pattern: RegExp,
  words: { view?: 'text' | 'code' | 'bare'; what: (match: string) => string; mend: string },
): Violation[] {
  const view = found[words.view ?? 'bare'];
  return [...view.matchAll(pattern)].map((match) => ({
    path: found.path,
    line: lineAt(view, match.index),
    what: words.what(match[0].trim()),
    mend: words.mend,
  }));
}

/** The end of the bracket that opens at `open` in a bare view (the offset after it), or the end of the text. */
export function closeOf(bare: string, open: number): number {
  let depth = 0;
  for (let at = open; at < bare.length; at++) {
    if ('([{'.includes(bare.charAt(at))) depth++;
    if (')]}'.includes(bare.charAt(at)) && --depth === 0) return at + 1;
  }
  return bare.length;
}

const STRING = 1;
const COMMENT = 2;
const opensRegex = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of|await|yield|throw))\s*$/;

function blank(text: string, kinds: Uint8Array, from: number): string {
  let out = '';
  for (let at = 0; at < text.length; at++) {
    out += (kinds[at] ?? 0) >= from && text[at] !== '\n' ? ' ' : text[at];
  }
  return out;
}

// One pass over the text: each character is code (0), inside a string or regular expression (1) or a comment (2).
function kindsOf(text: string): Uint8Array {
  const kinds = new Uint8Array(text.length);
  const braces: number[] = []; // one entry per open template literal: how many braces its current ${ } has open
  const mark = (from: number, to: number, kind: number): number => {
    kinds.fill(kind, from, to);
    return to;
  };
  let at = 0;
  while (at < text.length) {
    const here = text.charAt(at);
    const open = braces.at(-1);
    if (text.startsWith('//', at)) at = mark(at, endOf(text, '\n', at), COMMENT);
    else if (text.startsWith('/*', at)) at = mark(at, endOf(text, '*/', at + 2) + 2, COMMENT);
    else if (here === "'" || here === '"') at = mark(at + 1, closing(text, at + 1, here), STRING) + 1;
    else if (here === '`' || (here === '}' && open === 0)) {
      if (here === '}') braces.pop();
      at = mark(at + 1, closing(text, at + 1, '`'), STRING);
      if (text[at] === '$') braces.push(0);
      at += text[at] === '$' ? 2 : 1;
    } else if (here === '/' && opensRegex.test(text.slice(Math.max(0, at - 40), at))) {
      at = mark(at + 1, closing(text, at + 1, '/'), STRING) + 1;
    } else {
      if (open !== undefined && here === '{') braces.push((braces.pop() ?? 0) + 1);
      if (open !== undefined && here === '}') braces.push((braces.pop() ?? 0) - 1);
      at++;
    }
  }
  return kinds;
}

const endOf = (text: string, mark: string, from: number): number => {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found;
};

// Where the string, template part or regular expression that began before `from` ends (at its closing mark).
function closing(text: string, from: number, mark: string): number {
  let inClass = false;
  for (let at = from; at < text.length; at++) {
    const here = text[at];
    if (here === '\\') at++;
    else if (mark === '/' && here === '[') inClass = true;
    else if (mark === '/' && here === ']') inClass = false;
    else if (here === mark && !inClass) return at;
    else if (mark === '`' && here === '$' && text[at + 1] === '{') return at;
    else if (here === '\n' && mark !== '`') return at;
  }
  return text.length;
}
