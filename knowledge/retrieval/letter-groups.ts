import { fold } from '../language/analyser.ts';

/** Letters in a group: four catch stems, compounds and slips in languages with an alphabet. */
const alphabetic = 4;
const longestRun = 3;
const unspaced = new Set(['ja', 'zh', 'th']);
const words = /[\p{L}\p{N}]+/gu;
/** Nobody writes a longer word; codes and addresses would only fill the index. */
const longestWord = 60;

/**
 * Names each letter group of a text, hashed to 32 bits: every word cut into overlapping pieces of four letters with its
 * begin and end marked, or, where words are not spaced, runs of one to three characters. They find a compound by its parts, a word
 * by another ending, and one that was mistyped, without knowing the language (McNamee and Mayfield, "Character n-gram
 * tokenization for European language text retrieval", 2004).
 */
export function eachLetterGroup(text: string, language: string, visit: (hash: number) => void): void {
  const isUnspaced = unspaced.has(language);
  for (const word of fold(text).match(words) ?? []) {
    if (isUnspaced) shortRuns(word, visit);
    else fours(`_${word.slice(0, longestWord)}_`, visit);
  }
}

function fours(marked: string, visit: (hash: number) => void): void {
  const last = Math.max(0, marked.length - alphabetic);
  for (let from = 0; from <= last; from++)
    visit(hashOf(marked, from, Math.min(from + alphabetic, marked.length)));
}

function shortRuns(run: string, visit: (hash: number) => void): void {
  for (let from = 0; from < run.length; from++)
    for (let to = from + 1; to <= Math.min(run.length, from + longestRun); to++) visit(hashOf(run, from, to));
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}
