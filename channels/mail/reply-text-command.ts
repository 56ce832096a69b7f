import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { CommandIo } from '../../domain/command-io.ts';
import { replyText } from './reply-text.ts';

/** What `fieldline reply-text --help` prints. */
export const replyTextHelp = `fieldline reply-text < MAILS.jsonl

  Prints what each mail's sender newly wrote, without quotes and signature.

  Reads { "id", "text", "html"? } a line on standard input and prints { "id", "reply" } a line.
`;

const mail = z.object({ id: z.string().min(1), text: z.string().default(''), html: z.string().nullish() });

/** `fieldline reply-text`: from standard input to standard output, line by line; answers the exit code. */
export async function replyTexts(argv: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args: [...argv], options: { help: { type: 'boolean', default: false } } });
  if (values.help) {
    await io.print(replyTextHelp);
    return 0;
  }
  for await (const { id, text, html } of io.jsonLines('-', mail))
    await io.print(`${JSON.stringify({ id, reply: replyText({ text, html: html ?? undefined }) })}\n`);
  return 0;
}
