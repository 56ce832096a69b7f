import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Source, source } from './source.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const ignored = new Set(['node_modules', 'data', 'dist', '.git', 'devTools']);
const readable = new Set([
  '.ts',
  '.js',
  '.mjs',
  '.css',
  '.html',
  '.md',
  '.json',
  '.sh',
  '.yml',
  '.yaml',
  '.bicep',
  '',
]);
const foreign = /^web\/vendor\/|^package-lock\.json$/; // not written here, so not judged here

/** Every path of the project, tracked or new; a copy without git is walked, so that the rules hold there too. */
export function paths(): string[] {
  const listed = fromGit() ?? walk('');
  return [...new Set(listed)].filter((path) => existsSync(join(root, path))).sort();
}

/** Every text file of the project that its people write, ready for the rules. */
export function tree(): Source[] {
  return paths()
    .filter((path) => readable.has(extname(path)) && !foreign.test(path))
    .map((path) => source(path, readFileSync(join(root, path), 'utf8')));
}

/** Reads one file of the project by its path from the root. */
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

function fromGit(): string[] | null {
  try {
    const options: ExecFileSyncOptionsWithStringEncoding = {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    };
    const inside = execFileSync('git', ['rev-parse', '--show-prefix'], options).trim() === '';
    if (!inside) return null; // the project lies inside somebody else's checkout
    const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], options);
    return listed.split('\0').filter((path) => path !== '');
  } catch {
    return null; // no git on this machine
  }
}

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (ignored.has(entry.name)) return [];
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return walk(path);
    return entry.isFile() ? [path] : [];
  });
}
