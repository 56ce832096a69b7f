import { posix } from 'node:path';
import { lineAt, type Source, type Violation } from './source.ts';

/** One import of a file, whichever way it is written. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  readonly isType: boolean;
  /** Only the file's place is asked for (`import.meta.resolve`), so that it can be served; no code of it runs here. */
  readonly isPlace: boolean;
}

interface Room {
  /** Rooms whose files may be imported (a room may always import itself). */
  readonly rooms: readonly string[] | 'all';
  /** Rooms of which `import type` alone is allowed. */
  readonly typesOf?: readonly string[];
  /** Packages allowed; any that is not a fenced vendor when left out. `node:` modules are packages here. */
  readonly packages?: readonly string[];
}

const pure: readonly string[] = ['temporal-polyfill'];
const house: Record<string, Room> = {
  domain: { rooms: [], packages: pure },
  cards: { rooms: ['domain'], packages: pure },
  channels: { rooms: ['domain'] },
  db: { rooms: ['domain'] },
  knowledge: { rooms: ['domain'] },
  planning: { rooms: ['domain'] },
  demo: { rooms: ['domain'] },
  api: { rooms: ['domain', 'cards'] },
  bot: { rooms: ['domain', 'cards'] },
  jobs: { rooms: ['domain', 'cards'] },
  devices: { rooms: ['domain', 'cards'] },
  web: { rooms: [], typesOf: ['domain'] },
  appPackage: { rooms: [] },
  'settings.ts': { rooms: [] },
  'command-io.ts': { rooms: ['domain'] },
  'secret.ts': { rooms: [] },
  'remote.ts': { rooms: ['settings.ts'] },
  'seed.ts': { rooms: ['db', 'demo', 'domain'] },
  'device-keys.ts': { rooms: ['domain'] },
  'health.ts': { rooms: ['db', 'devices', 'settings.ts'] },
  'telemetry.ts': { rooms: 'all' },
  'standby.ts': { rooms: 'all' },
  'app.ts': { rooms: 'all' },
  'main.ts': { rooms: 'all' },
  bench: { rooms: 'all' },
  tests: { rooms: 'all' },
};

// A vendor's SDK and the one room that may know it; a name ending in * stands for every name that begins so.
const vendors: readonly (readonly [name: string, room: string])[] = [
  ['botbuilder*', 'bot'],
  ['botframework-directlinejs', 'web'],
  ['botframework-webchat*', 'web'],
  ['botframework-*', 'bot'],
  ['@microsoft/teams-ai', 'bot'],
  ['@microsoft/agents-*', 'bench'],
  ['@microsoft/app-manifest', 'appPackage'],
  ['twilio', 'channels'],
  ['@azure/communication-*', 'channels'],
  ['openai', 'knowledge'],
  ['@azure/search-documents', 'knowledge'],
  ['@energetic-ai/*', 'knowledge'],
  ['typeorm', 'db'],
  ['better-sqlite3', 'db'],
  ['pg', 'db'],
  ['mssql', 'db'],
  ['restify', 'api'],
  ['ws', 'api'],
  ['mqtt-packet', 'devices'],
  ['mqtt', 'devices'],
  ['@azure/event-hubs', 'devices'],
  ['adaptivecards', 'web'],
];
const mayKnowEveryVendor = new Set(['tests', 'bench']);

/** Reads a file's imports: static, `import type`, side-effect, re-export, dynamic `import()` and `require()`. */
export function importsOf(found: Source): Import[] {
  const written =
    /\b(import|export)(\s+type)?\s+(?:[\w*{}\s,$]+?\s+from\s+|(?=['"]))(['"])([^'"\n]+)\3|\b(import|require|resolve)\s*\(\s*(['"`])([^'"`\n]+)\6/g;
  return [...found.code.matchAll(written)]
    .filter((match) => found.bare[match.index] !== ' ') // the keyword itself stands in a string
    .map((match) => ({
      specifier: match[4] ?? match[7] ?? '',
      line: lineAt(found.code, match.index),
      isType: match[2] !== undefined,
      isPlace: match[5] === 'resolve',
    }));
}

/** The path from the project's root that a relative import leads to. */
export const targetOf = (found: Source, specifier: string): string =>
  posix.join(posix.dirname(found.path), specifier);

/** The room of the house a path lies in: its first folder, or the file itself at the root. */
export const roomOf = (path: string): string => path.split('/')[0] ?? path;

/** The package a specifier names, without the path inside it. */
export const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** House rules 1 and 2: each room imports only the rooms below it. */
export function roomRule(found: Source): Violation[] {
  if (!found.path.endsWith('.ts')) return [];
  const name = roomOf(found.path);
  const room = house[name];
  if (room === undefined) {
    const mend =
      'move it into a room of the house, or add the room to tests/house/imports.ts and docs/architecture.md';
    return [{ path: found.path, line: 1, what: `${name} is no room of the house`, mend }];
  }
  return importsOf(found).flatMap((one) => {
    const mend = refusalOf({ name, room, one, found });
    return mend === null
      ? []
      : [{ path: found.path, line: one.line, what: `imports ${one.specifier}`, mend }];
  });
}

function refusalOf(asked: { name: string; room: Room; one: Import; found: Source }): string | null {
  const { name, room, one, found } = asked;
  if (!one.specifier.startsWith('.')) {
    if (room.packages === undefined || room.packages.includes(packageOf(one.specifier))) return null;
    return `${name}/ is pure: take what it gives as an argument, or move the line to a way in`;
  }
  const target = roomOf(targetOf(found, one.specifier));
  if (room.rooms === 'all' || target === name || room.rooms.includes(target)) return null;
  if (target.endsWith('.json') && !target.includes('/')) return null;
  if (room.typesOf?.includes(target)) {
    return one.isType
      ? null
      : `${name}/ may use types of ${target}/ only: write \`import type\`, or ask over HTTP`;
  }
  const allowed = [name, ...room.rooms].map((each) => `${each}/`).join(', ');
  return `${name}/ imports ${allowed} only: declare a port in domain/ and let app.ts hand the thing in`;
}

/** House rule 7: a vendor's SDK is known to one room only. */
export function vendorRule(found: Source): Violation[] {
  if (!found.path.endsWith('.ts') || mayKnowEveryVendor.has(roomOf(found.path))) return [];
  return importsOf(found).flatMap((one) => {
    const home = vendorHome(packageOf(one.specifier));
    if (one.specifier.startsWith('.') || one.isPlace || home === null || home === roomOf(found.path))
      return [];
    const mend = `only ${home}/ knows this vendor: put the call there behind a port of domain/`;
    return [{ path: found.path, line: one.line, what: `imports ${one.specifier}`, mend }];
  });
}

function vendorHome(name: string): string | null {
  const row = vendors.find(([known]) =>
    known.endsWith('*') ? name.startsWith(known.slice(0, -1)) : name === known,
  );
  return row?.[1] ?? null;
}
