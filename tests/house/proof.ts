import { importsOf, roomOf, targetOf } from './imports.ts';
import { closeOf, lineAt, type Source, type Violation } from './source.ts';

const undocumented = new Set(['tests', 'bench', 'web']);
const mirrored = new Set(['domain', 'cards', 'channels']);
const valueExport = /^export (?:default )?(?:async )?(?:abstract )?(?:function\*?|const|let|class) (\w+)/gm;
const proof = /\b\w*(?:assert|expect)\w*\b/i;

/** House section 4: an exported thing opens with one sentence of why. */
export function docstringRule(found: Source): Violation[] {
  if (!found.path.endsWith('.ts') || undocumented.has(roomOf(found.path))) return [];
  const explained = new Set<string>();
  return [...found.bare.matchAll(valueExport)].flatMap((match) => {
    const name = match[1] ?? '';
    const before = found.text.slice(0, match.index);
    const paragraph = before.slice(before.lastIndexOf('\n\n') + 1);
    const above = [...paragraph.matchAll(valueExport)].at(-1)?.[1] ?? '';
    // Overloads share a docstring, and so do small exports that stand together without an empty line between.
    if (explained.has(name) || explained.has(above) || hasDocstring(before)) {
      explained.add(name);
      return [];
    }
    const line = lineAt(found.bare, match.index);
    const mend = 'write /** one sentence of why it exists */ above it';
    return [{ path: found.path, line, what: `exports ${name} without a docstring`, mend }];
  });
}

function hasDocstring(before: string): boolean {
  const above = before.replace(/(?:\n[ \t]*\/\/ biome-ignore[^\n]*)+\s*$/, '\n').trimEnd();
  const opened = above.lastIndexOf('/**');
  const comment = opened < 0 ? '' : above.slice(opened);
  if (!comment.endsWith('*/') || comment.indexOf('*/') !== comment.length - 2) return false;
  return (
    comment
      .replace(/[/*\s]+/g, ' ')
      .trim()
      .split(' ').length >= 3
  );
}

/** House section 6: a test that asserts nothing proves nothing; one marked `.only` hides the rest. */
export function assertionRule(found: Source): Violation[] {
  if (!found.path.endsWith('.test.ts')) return [];
  return [...found.bare.matchAll(/(?<![\w.])(?:it|describe|context|specify)(\.only)?\s*\(/g)].flatMap(
    (match) => {
      const line = lineAt(found.bare, match.index);
      if (match[1] !== undefined) {
        return [{ path: found.path, line, what: 'runs alone', mend: 'take .only away before you leave' }];
      }
      const body = found.bare.slice(match.index, closeOf(found.bare, match.index + match[0].length - 1));
      if (proof.test(body)) return [];
      const mend = 'call assert, or a function whose name begins with assert or expect, inside the test';
      return [{ path: found.path, line, what: 'tests without an assertion', mend }];
    },
  );
}

/** House section 6: every file of the heart, the cards and the channels that runs has a test that imports it. */
export function mirrorRule(all: readonly Source[]): Violation[] {
  const tested = new Set(
    all
      .filter(({ path }) => path.startsWith('tests/') && path.endsWith('.ts'))
      .flatMap((test) => importsOf(test).map(({ specifier }) => targetOf(test, specifier))),
  );
  return all
    .filter(({ path }) => path.endsWith('.ts') && mirrored.has(roomOf(path)) && !tested.has(path))
    .filter(({ bare }) => bare.match(valueExport) !== null) // a file of types alone has nothing to run
    .map(({ path }) => ({
      path,
      line: 1,
      what: 'is imported by no test',
      mend: `write tests/${path.replace(/\.ts$/, '.test.ts')}`,
    }));
}
