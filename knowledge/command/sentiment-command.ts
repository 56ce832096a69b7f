import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { CommandIo } from '../../domain/command-io.ts';
import { sentimentOf } from '../sentiment/sentiment.ts';

/** What `fieldline sentiment --help` prints. */
export const sentimentHelp = `fieldline sentiment < MESSAGES.jsonl

  Tells how each message sounds, in seven levels. No model of others, key or server is needed.

  Reads { "id", "text", "lang"? } a line on standard input and prints { "id", "level", "valence", "lang" } a line:
  valence is -4 to 4; en, es, de, fr and ja are known, a language left out is detected.
`;

const message = z.object({ id: z.string().min(1), text: z.string(), lang: z.string().nullish() });

/** `fieldline sentiment`: from standard input to standard output, line by line; answers the exit code. */
export async function sentiment(argv: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args: [...argv], options: { help: { type: 'boolean', default: false } } });
  if (values.help) {
    await io.print(sentimentHelp);
    return 0;
  }
  for await (const { id, text, lang } of io.jsonLines('-', message))
    await io.print(`${JSON.stringify({ id, ...sentimentOf(text, lang || undefined) })}\n`);
  return 0;
}
