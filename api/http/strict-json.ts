import { Refused } from '../../domain/refusals.ts';

/** Deeper nesting than any message of ours; a parser, a validator or a database would sooner or later fall into it. */
const deepest = 64;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const unreadable = (problem: string, place = 'body'): never => {
  throw new Refused('input.invalid', { place, problem });
};

/**
 * Reads JSON as RFC 8259 has it and refuses everything else with 400: bytes that are not UTF-8, nesting beyond 64 levels,
 * and text that no database keeps as it was sent (NUL characters, halves of surrogate pairs).
 */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  if (depthOf(text) > deepest) unreadable(`it is nested more than ${deepest} levels deep`);
  const value = parse(text);
  requireWhole(value, []);
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return unreadable('it is not UTF-8');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1];
    return unreadable(position ? `it is not JSON, from character ${position}` : 'it is not JSON');
  }
}

/** The deepest nesting of brackets outside strings, counted before anything is built. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (isString) {
      if (char === 0x5c) at++;
      else if (char === 0x22) isString = false;
    } else if (char === 0x22) isString = true;
    else if (char === 0x7b || char === 0x5b) most = Math.max(most, ++depth);
    else if (char === 0x7d || char === 0x5d) depth--;
  }
  return most;
}

/** Whether text can be kept by every database as it was sent. */
export const isWholeText = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

function requireWhole(value: unknown, path: readonly string[]): void {
  if (typeof value === 'string') {
    if (!isWholeText(value)) unreadable('it holds characters that cannot be kept', path.join('.') || 'body');
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (!isWholeText(key))
        unreadable('a name in it holds characters that cannot be kept', path.join('.') || 'body');
      requireWhole(inner, [...path, key]);
    }
  }
}
