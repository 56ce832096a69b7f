import { readFileSync } from 'node:fs';
import { BadSettings, type Caller } from './settings.ts';

/** How many messages could not be handled or sent, as JSON. */
export const countDeadLetters = (caller: Caller): Promise<string> => ask(caller, 'GET', '/api/dead-letters');

/** Puts them back to be tried again; answers how many, as JSON. */
export const replayDeadLetters = (caller: Caller): Promise<string> =>
  ask(caller, 'POST', '/api/dead-letters/replay');

/** The present company, laid out so that a person can read it and a version control can compare it. */
export const exportCompany = async (caller: Caller): Promise<string> =>
  JSON.stringify(JSON.parse(await ask(caller, 'GET', '/api/export')), null, 2);

/** Brings a file in, or only says what it would change; answers lines for a person. */
export async function importCompany(
  caller: Caller,
  { file, dryRun }: { readonly file: string | undefined; readonly dryRun: boolean },
): Promise<string> {
  if (file === undefined) throw new BadSettings('import: name the file, e.g. fieldline import company.json');
  const path = `/api/import${dryRun ? '?dryRun=true' : ''}`;
  const done = JSON.parse(await ask(caller, 'POST', path, read(file))) as Imported;
  const kinds = Object.entries(done.byKind).map(([kind, count]) => `  ${kind}: ${say(count)}`);
  return [`${dryRun ? 'would be ' : ''}${say(done)}`, ...kinds].join('\n');
}

interface Counted {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}
interface Imported extends Counted {
  readonly byKind: Readonly<Record<string, Counted>>;
}

const say = ({ created, updated, unchanged }: Counted): string =>
  `${created} created, ${updated} updated, ${unchanged} unchanged`;

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new BadSettings(`import: ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** One request to the running server; what it refuses becomes the one line that a person reads. */
async function ask(
  { publicUrl, token }: Caller,
  method: 'GET' | 'POST',
  ...[path, body]: [path: string, body?: string]
): Promise<string> {
  const answer = await fetch(publicUrl + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
  }).catch((error: Error) => {
    throw new BadSettings(`${publicUrl} cannot be reached (${causeOf(error)})`);
  });
  const text = await answer.text();
  if (!answer.ok) throw new BadSettings(`the server answered ${answer.status}: ${detailOf(text)}`);
  return text;
}

const causeOf = ({ cause, message }: Error): string => (cause as NodeJS.ErrnoException)?.code ?? message;

/** The words of a problem details answer; anything else, such as a proxy's page, is cut to one line. */
function detailOf(text: string): string {
  try {
    const { code, detail } = JSON.parse(text) as { readonly code?: string; readonly detail?: string };
    if (detail) return code ? `${detail} (${code})` : detail;
  } catch {
    // said below, as it came
  }
  return text.replace(/\s+/g, ' ').slice(0, 200);
}
