import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { TeamsManifestLatest } from '@microsoft/app-manifest';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

/** What an installation puts into the manifest: everything else is the same everywhere. */
export interface Installation {
  /** The address people and Teams reach, https and without a slash at its end. */
  readonly publicUrl: string;
  /** The bot's registration, a GUID; it is the Teams app's id too. */
  readonly appId: string;
}

/** The package cannot be made; the message is one line that says what to change. */
export class PackageRefused extends Error {}

/** Stands in for a real installation where the package is only looked at: tests, CI. */
export const sampleInstallation: Installation = {
  publicUrl: 'https://fieldline.example',
  appId: '11111111-2222-4333-8444-555555555555',
};

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const resolve = createRequire(import.meta.url).resolve;

/** Reads the installation from the environment, or refuses with one clear line. */
export function installationFrom(environment: Readonly<Record<string, string | undefined>>): Installation {
  const { PUBLIC_URL: publicUrl, MicrosoftAppId: appId } = environment;
  if (!publicUrl)
    throw new PackageRefused('PUBLIC_URL is not set: give the https address of this installation.');
  if (!appId) throw new PackageRefused("MicrosoftAppId is not set: give the id of the bot's registration.");
  const url = URL.parse(publicUrl);
  if (url?.protocol !== 'https:' || url.search !== '' || url.hash !== '') {
    throw new PackageRefused(`PUBLIC_URL is ${publicUrl}: Teams opens plain https addresses only.`);
  }
  if (!guid.test(appId)) throw new PackageRefused(`MicrosoftAppId is ${appId}: it must be a GUID.`);
  return { publicUrl: url.href.replace(/\/+$/, ''), appId: appId.toLowerCase() };
}

/** Puts an installation's values into the manifest's `${{NAME}}` places. */
export function fillManifest(template: string, { publicUrl, appId }: Installation): TeamsManifestLatest {
  const values: Record<string, string> = {
    PUBLIC_URL: publicUrl,
    PUBLIC_HOST: new URL(publicUrl).host,
    MicrosoftAppId: appId,
    VERSION: JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version,
  };
  const filled = template.replace(/\$\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new PackageRefused(`manifest.json asks for ${name}, which nobody gives.`);
    return JSON.stringify(value).slice(1, -1);
  });
  return JSON.parse(filled);
}

/** What Microsoft's own schema of the manifest's version finds wrong; empty when valid. */
export const manifestProblems = (manifest: TeamsManifestLatest): string[] =>
  problems(manifest, `v${manifest.manifestVersion}/MicrosoftTeams.schema.json`);

/** What Microsoft's own schema finds wrong with a file of translations; empty when valid. */
export const translationProblems = (translation: unknown, version: string): string[] =>
  problems(translation, `v${version}/MicrosoftTeams.Localization.schema.json`);

const compiled = new Map<string, ValidateFunction>(); // the schemas are large: each is compiled once

function problems(data: unknown, schemaFile: string): string[] {
  const validate = compiled.get(schemaFile) ?? compile(schemaFile);
  compiled.set(schemaFile, validate);
  if (validate(data)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
}

function compile(schemaFile: string): ValidateFunction {
  const place = resolve(`@microsoft/app-manifest/build/json-schemas/teams/${schemaFile}`);
  const { $schema, ...schema } = JSON.parse(readFileSync(place, 'utf8')); // draft 4 by name; Ajv knows all it uses
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  formats.default(ajv);
  return ajv.compile(schema);
}
