import { importsOf, packageOf, roomOf } from './imports.ts';
import type { Source, Violation } from './source.ts';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Packages that work without being imported by name, each with the reason. */
export const silentPackages: Readonly<Record<string, string>> = {
  'reflect-metadata': 'typeorm loads it',
};

/** Everybody gets the same packages: a version is pinned exactly. */
export function pinRule(manifest: Manifest): Violation[] {
  const groups = [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies];
  return groups
    .flatMap((group) => Object.entries(group ?? {}))
    .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
    .map(([name, version]) => ({
      path: 'package.json',
      line: 1,
      what: `asks for ${name} ${version}`,
      mend: 'pin one exact version',
    }));
}

/** No package is installed for show: the product imports each of its dependencies somewhere. */
export function usedRule(manifest: Manifest, all: readonly Source[]): Violation[] {
  const used = new Set(
    all
      .filter(({ path }) => path.endsWith('.ts') && !['tests', 'bench'].includes(roomOf(path)))
      .flatMap((found) => importsOf(found).map(({ specifier }) => packageOf(specifier))),
  );
  return Object.keys(manifest.dependencies ?? {})
    .filter((name) => !used.has(name) && !Object.hasOwn(silentPackages, name))
    .map((name) => ({
      path: 'package.json',
      line: 1,
      what: `installs ${name}, which nothing of the product imports`,
      mend: 'remove it, or move it to devDependencies, or use it',
    }));
}
