import { roomOf } from './imports.ts';
import { matches, type Source, type Violation } from './source.ts';

const pureRooms = new Set(['domain', 'cards']);
const impure: readonly (readonly [pattern: RegExp, mend: string])[] = [
  [/\bDate\.now\b/g, 'take `now` as an argument'],
  [/\bnew Date\b(?!\s*\(\s*[^\s)])/g, 'take `now` as an argument'],
  [/(?<!new )(?<![\w.])Date\(/g, 'take `now` as an argument'],
  [/\bTemporal\.Now\b/g, 'take `now` as an argument'],
  [/\bperformance\.now\b/g, 'take `now` as an argument'],
  [/\bMath\.random\b/g, 'take `random` as an argument'],
  [/\b(?:randomUUID|getRandomValues|randomBytes)\b/g, 'take `newId` or `random` as an argument'],
  [/(?<![\w.])process\./g, 'read the environment in main.ts and pass the value in'],
  [/(?<![\w.])fetch\(/g, 'declare a port and let a way in do the calling'],
  [
    /\b(?:setTimeout|setInterval|setImmediate|queueMicrotask)\b/g,
    'make it a timer row: jobs/ owns the clock',
  ],
  [/(?<![\w.])console\./g, 'return the fact or record an event; the ways in write the log'],
];

/** House rule 1: the heart and the cards are pure, so time, chance and the outside come in as arguments. */
export function purityRule(found: Source): Violation[] {
  if (!found.path.endsWith('.ts') || !pureRooms.has(roomOf(found.path))) return [];
  return impure.flatMap(([pattern, mend]) =>
    matches(found, pattern, { what: (match) => `uses ${match} in ${roomOf(found.path)}/`, mend }),
  );
}
