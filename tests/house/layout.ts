import { posix } from 'node:path';
import type { Source, Violation } from './source.ts';

const maxLines = 300;
const maxFolder = 18;
const forbiddenStems = new Set(['base', 'index']);
const forbiddenWords = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'managers']);
const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|d))?\.ts$/;

/** Files that may be longer than the limit, each with the reason; a row that is no longer needed fails too. */
export const longFiles: Readonly<Record<string, string>> = {};

// Prose of the demo company's articles is data: its length says nothing about its shape.
const isData = (path: string): boolean => /^demo\/articles-[a-z0-9-]+\.ts$/.test(path);
const isCode = (path: string): boolean => /\.(?:ts|js|mjs|css|html|sh)$/.test(path);
const linesOf = (text: string): number => text.replace(/\n$/, '').split('\n').length;

/** House section 4: a file is split before 300 lines. */
export function lengthRule(
  found: Source,
  exceptions: Readonly<Record<string, string>> = longFiles,
): Violation[] {
  if (!isCode(found.path) || isData(found.path)) return [];
  const lines = linesOf(found.text);
  const isListed = Object.hasOwn(exceptions, found.path);
  if (isListed === lines > maxLines) return [];
  const what = `has ${lines} lines (limit ${maxLines})`;
  const mend = isListed
    ? 'it is short enough now: take it off the list of exceptions in tests/house/layout.ts'
    : 'split it by concept, or list it in tests/house/layout.ts with the reason';
  return [{ path: found.path, line: Math.min(lines, maxLines), what, mend }];
}

/** House rule 10: a file is named after the concept it is about, in kebab-case. */
export function nameRule(found: Source): Violation[] {
  if (!found.path.endsWith('.ts')) return [];
  const name = posix.basename(found.path);
  const stem = name.replace(/\.ts$/, '');
  const parts = [...posix.dirname(found.path).split('/'), ...stem.split(/[-.]/)];
  const bad = parts.find((part) => forbiddenWords.has(part)) ?? (forbiddenStems.has(stem) ? stem : null);
  if (bad !== null) {
    const mend = 'name it after the concept it talks about and put it beside that concept';
    return [{ path: found.path, line: 1, what: `is named ${bad}`, mend }];
  }
  if (kebab.test(name)) return [];
  return [
    { path: found.path, line: 1, what: `is named ${name}`, mend: 'use kebab-case: lower case, hyphens' },
  ];
}

/** House section 4: a folder holds what one look can take in. */
export function folderRule(all: readonly Source[]): Violation[] {
  const counts = new Map<string, number>();
  for (const { path } of all) {
    if (path.endsWith('.ts')) counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > maxFolder)
    .map(([path, count]) => ({
      path,
      line: 1,
      what: `holds ${count} .ts files (limit ${maxFolder})`,
      mend: 'give a concept of several files a folder of its own',
    }));
}
