import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageEntries } from '../appPackage/build.ts';
import { colourIcon, outlineIcon } from '../appPackage/icons.ts';
import {
  fillManifest,
  installationFrom,
  manifestProblems,
  sampleInstallation,
  translationProblems,
} from '../appPackage/manifest.ts';
import { png } from '../appPackage/png.ts';
import { zip } from '../appPackage/zip.ts';
import { pictureOf, pixels, unzip } from './app-package/readers.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const file = (name: string): Buffer => readFileSync(join(root, 'appPackage', name));
const languages = ['de', 'es', 'fr'];

type Words = Record<string, string>;
const manifest = () => fillManifest(file('manifest.json').toString('utf8'), sampleInstallation);
const wordsOf = (language: string): Words => JSON.parse(file(`${language}.json`).toString('utf8'));
const at = (thing: unknown, path: string): unknown =>
  path.match(/[^.[\]]+/g)?.reduce((found, key) => (found as Record<string, unknown>)[key], thing);

describe('the Teams package', () => {
  it("is valid by Microsoft's schema, the newest public one there is", () => {
    const schemas = dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest/package.json'));
    const versions = readdirSync(join(schemas, 'build/json-schemas/teams')).flatMap(
      (name) => /^v1\.(\d+)$/.exec(name)?.[1] ?? [],
    );
    assert.deepEqual(manifestProblems(manifest()), []);
    assert.equal(manifest().manifestVersion, `1.${Math.max(...versions.map(Number))}`);
    assert.ok(manifest().$schema?.includes(`/v${manifest().manifestVersion}/`));
  });

  it('would be told by the schema when something is wrong', () => {
    assert.notDeepEqual(manifestProblems({ ...manifest(), accentColor: 'teal' }), []);
    assert.notDeepEqual(translationProblems({ ...wordsOf('de'), 'name.short': 'x'.repeat(31) }, '1.30'), []);
  });

  it('is named without words that belong to others', () => {
    const { name } = manifest();
    assert.doesNotMatch(`${name.short} ${name.full}`, /teams|chat|microsoft|bot/i);
  });

  it('opens the desk and trusts the host of this installation alone', () => {
    const { staticTabs, validDomains } = fillManifest(file('manifest.json').toString('utf8'), {
      ...sampleInstallation,
      publicUrl: 'https://desk.example.org/service',
    });
    assert.equal(staticTabs?.[0]?.contentUrl, 'https://desk.example.org/service/desk');
    assert.deepEqual(validDomains, ['desk.example.org']);
  });

  it('offers the commands of the bot and the two searches', () => {
    const { bots, composeExtensions, id } = manifest();
    const [commands] = bots?.[0]?.commandLists ?? [];
    const titles = commands?.commands.map(({ title }) => title);
    assert.deepEqual(titles, ['help', 'status', 'cases', 'available', 'away', 'my day', 'queue', 'alerts']);
    assert.deepEqual(commands?.scopes, ['personal']);
    assert.deepEqual(
      composeExtensions?.[0]?.commands?.map((one) => one.id),
      ['searchCases', 'searchArticles'],
    );
    assert.deepEqual([bots?.[0]?.botId, composeExtensions?.[0]?.botId], [id, id]);
  });

  for (const language of languages) {
    it(`says everything in ${language} that it says in English`, () => {
      const words = wordsOf(language);
      assert.deepEqual(translationProblems(words, manifest().manifestVersion), []);
      const { $schema, ...keys } = words;
      const wanted = [
        'name.short',
        'name.full',
        'description.short',
        'description.full',
        'staticTabs[0].name',
      ];
      // A command's title is what the bot receives when it is pressed: it stays the word the bot knows.
      for (const number of Array(8).keys())
        wanted.push(`bots[0].commandLists[0].commands[${number}].description`);
      for (const command of [0, 1].map((number) => `composeExtensions[0].commands[${number}]`)) {
        wanted.push(`${command}.title`, `${command}.description`);
        wanted.push(`${command}.parameters[0].title`, `${command}.parameters[0].description`);
      }
      assert.deepEqual(Object.keys(keys).sort(), wanted.sort());
      for (const key of wanted) assert.equal(typeof at(manifest(), key), 'string', key);
      const sentences = wanted.filter((key) => words[key]?.includes(' '));
      const same = sentences.filter((key) => words[key] === at(manifest(), key));
      assert.deepEqual(same, [], 'left in English');
      assert.ok(sentences.length > 10);
    });
  }

  it('lists every language that it has words for', () => {
    const listed = manifest().localizationInfo?.additionalLanguages;
    assert.deepEqual(
      listed,
      languages.map((language) => ({ languageTag: language, file: `${language}.json` })),
    );
  });
});

describe('the icons of the Teams package', () => {
  it('fill 192 by 192 with opaque colour', () => {
    const icon = pictureOf(file('color.png'));
    assert.deepEqual([icon.width, icon.height], [192, 192]);
    assert.ok(pixels(icon).every(([, , , alpha]) => alpha === 255));
    assert.ok(new Set(pixels(icon).map(String)).size > 100, 'a slope of colour and smooth edges');
  });

  it('draw the outline, 32 by 32, in white on nothing', () => {
    const icon = pictureOf(file('outline.png'));
    assert.deepEqual([icon.width, icon.height], [32, 32]);
    assert.ok(pixels(icon).every(([red, green, blue]) => red === 255 && green === 255 && blue === 255));
    const alphas = pixels(icon).map(([, , , alpha]) => alpha ?? 0);
    assert.equal(alphas[0], 0, 'the corner is transparent');
    assert.ok(alphas.some((alpha) => alpha === 255) && alphas.some((alpha) => alpha > 0 && alpha < 255));
  });

  it('are the ones that the code draws', () => {
    assert.deepEqual(pictureOf(file('color.png')), colourIcon());
    assert.deepEqual(pictureOf(file('outline.png')), outlineIcon());
    assert.deepEqual(pictureOf(png(outlineIcon())), outlineIcon());
  });
});

describe('making the Teams package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldline-package-'));
  const build = (words: string[], environment: Record<string, string>) =>
    spawnSync(process.execPath, [join(root, 'appPackage/build.ts'), ...words], {
      env: environment,
      encoding: 'utf8',
    });

  after(() => rmSync(folder, { recursive: true }));

  it('writes an archive that opens and holds every file', () => {
    const out = join(folder, 'new', 'sample.zip');
    execFileSync(process.execPath, [join(root, 'appPackage/build.ts'), '--sample', '--out', out]);
    const files = unzip(readFileSync(out));
    assert.deepEqual([...files.keys()].sort(), [
      'color.png',
      'de.json',
      'es.json',
      'fr.json',
      'manifest.json',
      'outline.png',
    ]);
    const packed = JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '');
    assert.deepEqual(manifestProblems(packed), []);
    assert.deepEqual(files.get('color.png'), file('color.png'));
    assert.doesNotMatch(JSON.stringify(packed), /\$\{\{/);
  });

  it('takes the installation from the environment', () => {
    const out = join(folder, 'own.zip');
    const MicrosoftAppId = 'ABCDEF01-2345-4678-89ab-cdef01234567';
    const made = build(['--out', out], { PUBLIC_URL: 'https://desk.example.org:8443/', MicrosoftAppId });
    assert.equal(made.status, 0, made.stderr);
    const packed = JSON.parse(unzip(readFileSync(out)).get('manifest.json')?.toString('utf8') ?? '');
    assert.equal(packed.id, MicrosoftAppId.toLowerCase());
    assert.deepEqual(packed.validDomains, ['desk.example.org:8443']);
    assert.equal(packed.staticTabs[0].contentUrl, 'https://desk.example.org:8443/desk');
  });

  it('refuses in one clear line when the installation is not known', () => {
    const id = { MicrosoftAppId: sampleInstallation.appId };
    const refused: [Record<string, string>, RegExp][] = [
      [{}, /PUBLIC_URL is not set/],
      [{ PUBLIC_URL: 'https://desk.example.org' }, /MicrosoftAppId is not set/],
      [{ PUBLIC_URL: 'http://desk.example.org', ...id }, /https/],
      [{ PUBLIC_URL: 'desk', ...id }, /https/],
      [{ PUBLIC_URL: 'https://desk.example.org', MicrosoftAppId: 'bot' }, /GUID/],
    ];
    for (const [environment, words] of refused) assert.throws(() => installationFrom(environment), words);
    const { status, stderr, stdout } = build([], {});
    assert.deepEqual([status, stdout, stderr.trimEnd().split('\n').length], [2, '', 1]);
    assert.match(stderr, /^fieldline package: PUBLIC_URL is not set/);
  });

  it('makes the same archive from the same files', () => {
    assert.deepEqual(zip(packageEntries(sampleInstallation)), zip(packageEntries(sampleInstallation)));
  });

  it('stores what does not get shorter', () => {
    const entries = [
      { name: 'short.txt', bytes: Buffer.from('a') },
      { name: 'größe/long.txt', bytes: Buffer.from('again '.repeat(500)) },
      { name: 'empty.txt', bytes: Buffer.alloc(0) },
    ];
    const archive = zip(entries);
    assert.ok(archive.length < 600);
    assert.deepEqual(
      [...unzip(archive)],
      entries.map(({ name, bytes }) => [name, bytes]),
    );
  });
});
