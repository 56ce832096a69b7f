import { Refused } from '../../domain/refusals.ts';

/** A value written in a filter. */
export type Literal = string | number | boolean | Date | null;
export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

/** A filter as it was written, not yet tied to any field. */
export type Written =
  | { readonly is: 'and' | 'or'; readonly of: readonly Written[] }
  | { readonly is: 'not'; readonly of: Written }
  | { readonly is: Comparison; readonly path: string; readonly value: Literal }
  | { readonly is: 'in'; readonly path: string; readonly values: readonly Literal[] }
  | { readonly is: 'contains' | 'startswith'; readonly path: string; readonly value: string };

interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'instant' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

const longest = 4_000;
const deepest = 24;
const mostValues = 200;

const pieces: readonly (readonly [Token['kind'], RegExp])[] = [
  ['string', /'(?:[^']|'')*'/y],
  ['instant', /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+ -]\d\d:\d\d)?)?(?![\w-])/y],
  ['number', /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y],
  ['word', /[A-Za-z_][A-Za-z0-9_]*(?:\/[A-Za-z_][A-Za-z0-9_]*)*/y],
  ['sign', /[(),]/y],
];

/** Says where a filter went wrong and what would be right. */
export const badFilter = (problem: string): Refused =>
  new Refused('filter.invalid', { option: '$filter', problem });

/**
 * Reads the part of OData's filter language that the API takes: eq ne gt ge lt le, in, and or not, contains(),
 * startswith(), parentheses; strings with '' for a quote, numbers, true, false, null and ISO instants. Refuses with the
 * place and the mend. Bounded in length and depth, so that no filter costs more than it is worth.
 */
export function readFilter(text: string): Written {
  if (text.length > longest) throw badFilter(`it is longer than ${longest} characters`);
  const reader = new Reader(tokensOf(text));
  const written = either(reader, 0);
  reader.take('end', '', 'and, or, or the end of the filter');
  return written;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at]!)) {
      at++;
      continue;
    }
    const token = pieceAt(text, at);
    tokens.push(token);
    at += token.text.length;
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}

function pieceAt(text: string, at: number): Token {
  for (const [kind, pattern] of pieces) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return { kind, text: found[0], at };
  }
  if (text[at] === "'") throw badFilter(`the text that begins at character ${at + 1} has no closing quote`);
  throw badFilter(`character ${at + 1} is not part of a filter; put text in single quotes`);
}

/** Walks over the tokens; knows what was expected where. */
class Reader {
  readonly #tokens: readonly Token[];
  #next = 0;
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }
  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)]!;
  }
  isNext(kind: Token['kind'], text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === kind && token.text === text;
  }
  skip(): Token {
    const token = this.peek();
    this.#next++;
    return token;
  }
  take(kind: Token['kind'], text: string | null, expected: string): Token {
    const token = this.peek();
    if (token.kind !== kind || (text !== null && token.text !== text)) throw this.expected(expected);
    return this.skip();
  }
  expected(what: string): Refused {
    const { kind, at } = this.peek();
    const place = kind === 'end' ? 'at its end' : `at character ${at + 1}`;
    return badFilter(`${place}, ${what} is expected`);
  }
}

function either(reader: Reader, depth: number): Written {
  if (depth > deepest) throw badFilter(`it is nested more than ${deepest} levels deep`);
  const of = [both(reader, depth)];
  while (reader.isNext('word', 'or')) {
    reader.skip();
    of.push(both(reader, depth));
  }
  return of.length === 1 ? of[0]! : { is: 'or', of };
}

function both(reader: Reader, depth: number): Written {
  const of = [one(reader, depth)];
  while (reader.isNext('word', 'and')) {
    reader.skip();
    of.push(one(reader, depth));
  }
  return of.length === 1 ? of[0]! : { is: 'and', of };
}

function one(reader: Reader, depth: number): Written {
  if (reader.isNext('word', 'not')) {
    reader.skip();
    if (depth > deepest) throw badFilter(`it is nested more than ${deepest} levels deep`);
    return { is: 'not', of: one(reader, depth + 1) };
  }
  if (reader.isNext('sign', '(')) {
    reader.skip();
    const inner = either(reader, depth + 1);
    reader.take('sign', ')', 'a closing parenthesis');
    return inner;
  }
  const word = reader.take('word', null, 'a field, not, contains(, startswith( or a parenthesis');
  if (reader.isNext('sign', '(')) return call(reader, word);
  return comparison(reader, word.text);
}

function call(reader: Reader, word: Token): Written {
  const is = word.text.toLowerCase();
  if (is !== 'contains' && is !== 'startswith')
    throw badFilter(`there is no function ${word.text}; contains and startswith are there`);
  reader.take('sign', '(', 'an opening parenthesis');
  const path = reader.take('word', null, 'a field').text;
  reader.take('sign', ',', 'a comma');
  const value = textOf(reader.take('string', null, 'text in single quotes').text);
  reader.take('sign', ')', 'a closing parenthesis');
  return { is, path, value };
}

const comparisons: readonly string[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] satisfies Comparison[];

function comparison(reader: Reader, path: string): Written {
  const { kind, text } = reader.peek();
  if (kind !== 'word' || (text !== 'in' && !comparisons.includes(text))) {
    const mayStandAlone = ['and', 'or'].includes(text) || kind === 'end' || text === ')';
    if (!mayStandAlone) throw reader.expected('one of eq, ne, gt, ge, lt, le, in');
    return { is: 'eq', path, value: true };
  }
  reader.skip();
  if (text !== 'in') return { is: text as Comparison, path, value: literal(reader) };
  reader.take('sign', '(', 'an opening parenthesis');
  const values = [literal(reader)];
  while (reader.isNext('sign', ',')) {
    reader.skip();
    values.push(literal(reader));
  }
  if (values.length > mostValues) throw badFilter(`a list holds at most ${mostValues} values`);
  reader.take('sign', ')', 'a comma or a closing parenthesis');
  return { is: 'in', path, values };
}

const words: Readonly<Record<string, Literal>> = { true: true, false: false, null: null };

function literal(reader: Reader): Literal {
  const { kind, text } = reader.peek();
  const isWord = kind === 'word' && Object.hasOwn(words, text);
  if (!isWord && kind !== 'string' && kind !== 'number' && kind !== 'instant')
    throw reader.expected('a value: text in single quotes, a number, true, false, null or an instant');
  reader.skip();
  if (isWord) return words[text]!;
  if (kind === 'string') return textOf(text);
  return kind === 'number' ? Number(text) : instantOf(text);
}

const textOf = (quoted: string): string => quoted.slice(1, -1).replaceAll("''", "'");

/** An instant as written; a day alone is its beginning in UTC. A plus that a form turned into a blank is one again. */
export function instantOf(text: string): Date {
  const isWhole = /T.*(?:Z|[+ -]\d\d:\d\d)$/.test(text);
  const at = new Date(
    isWhole ? text.replace(' ', '+') : text.includes('T') ? `${text}Z` : `${text}T00:00:00Z`,
  );
  if (Number.isNaN(at.getTime()))
    throw badFilter(`${text} is no instant; write it like 2026-03-02T09:00:00Z`);
  return at;
}
