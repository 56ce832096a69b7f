import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readDisclosures, withReleases } from './disclosures.ts';
import type { Instance } from './instance.ts';
import { readKovacs } from './kovacs.ts';
import { readSolomon } from './solomon.ts';
import { readTrsp } from './trsp.ts';
import { readVrplib } from './vrplib.ts';

/** Every file below a folder, or the file itself, in the order of names. */
export function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    .flatMap((name) => filesBelow(join(path, name)));
}

/** The instances of one file (Kovacs: one for each crew); none when the file is something else, such as a solution. */
export function readInstances(file: string): Instance[] {
  const name = basename(file, '.txt');
  if (/\.(?:sol|json|md)$/.test(file) || /^technicians_/.test(name)) return [];
  const text = readFileSync(file, 'utf8');
  if (/_einf_/.test(name))
    return disclosed(text, join(dirname(file), '..', 'solomon', `${name.split('_')[0]}.txt`), name);
  if (/_rd_\d+$/.test(name))
    return disclosed(text, join(dirname(file), '..', `${name.replace(/_rd_\d+$/, '')}.txt`), name);
  if (/^\s*VEHICLE\s*$/m.test(text)) return [readSolomon(text)];
  if (/CREW COUNT/.test(text)) return [readTrsp(text)];
  if (/^TYPE\s*:/m.test(text)) return [readVrplib(text)];
  return /_noTeam$/.test(name) ? crewsOf(file, text) : [];
}

function disclosed(text: string, ofFile: string, name: string): Instance[] {
  if (!existsSync(ofFile)) throw new Error(`${name}: the instance it belongs to is not at ${ofFile}`);
  return readInstances(ofFile).map((instance) =>
    withReleases(instance, readDisclosures(text, instance.scale), name),
  );
}

function crewsOf(file: string, tasks: string): Instance[] {
  const name = basename(file, '.txt');
  return ['technicians_noTeam', 'techniciansReduced_noTeam'].flatMap((folder) => {
    const crew = join(dirname(file), '..', folder, `technicians_${name}.txt`);
    if (!existsSync(crew)) return [];
    const family = folder.includes('Reduced') ? 'strsp-kovacs reduced' : 'strsp-kovacs';
    return [{ ...readKovacs(tasks, readFileSync(crew, 'utf8')), family, name: name.replace('_noTeam', '') }];
  });
}
