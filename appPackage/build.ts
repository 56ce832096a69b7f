import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import {
  fillManifest,
  type Installation,
  installationFrom,
  manifestProblems,
  PackageRefused,
  sampleInstallation,
  translationProblems,
} from './manifest.ts';
import { type ZipEntry, zip } from './zip.ts';

const usage = `Makes the app package that an administrator uploads to Microsoft Teams.

  npm run package                    for the installation named by PUBLIC_URL and MicrosoftAppId
  npm run package -- --sample        with a sample address and id, to look at or to test
  npm run package -- --out FILE      to another file than dist/fieldline-teams.zip
`;

const own = (name: string): Buffer => readFileSync(new URL(name, import.meta.url));

/** Everything that goes into the package of one installation, checked against Microsoft's schemas. */
export function packageEntries(installation: Installation): ZipEntry[] {
  const manifest = fillManifest(own('manifest.json').toString('utf8'), installation);
  refuseOn('manifest.json', manifestProblems(manifest));
  const { localizationInfo, icons, manifestVersion } = manifest;
  const translations = (localizationInfo?.additionalLanguages ?? []).map(({ file }) => file);
  for (const file of translations) {
    const words = JSON.parse(own(file).toString('utf8'));
    refuseOn(file, translationProblems(words, manifestVersion));
  }
  const copied = [icons.color, icons.outline, ...translations].map((name) => ({ name, bytes: own(name) }));
  return [{ name: 'manifest.json', bytes: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`) }, ...copied];
}

function refuseOn(file: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new PackageRefused(`${file} is not valid: ${problems.join('; ')}.`);
}

function run(): void {
  const { values } = parseArgs({
    options: {
      sample: { type: 'boolean', default: false },
      out: { type: 'string', default: 'dist/fieldline-teams.zip' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(usage);
  const installation = values.sample ? sampleInstallation : installationFrom(process.env);
  const entries = packageEntries(installation);
  const archive = zip(entries);
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(values.out, archive);
  process.stdout.write(
    `${values.out}: ${entries.length} files, ${archive.length} bytes, for ${installation.publicUrl}\n`,
  );
}

if (import.meta.main) {
  try {
    run();
  } catch (error) {
    const isExpected = error instanceof PackageRefused || (error instanceof Error && 'code' in error);
    if (!isExpected) throw error;
    process.stderr.write(`fieldline package: ${(error as Error).message}\n`);
    process.exitCode = 2;
  }
}
