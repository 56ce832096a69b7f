import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { CommandIo } from '../../domain/command-io.ts';
import { summariseDialogue } from '../summaries/summarise-dialogue.ts';

/** What `fieldline summarize --help` prints. */
export const summarizeHelp = `fieldline summarize < DIALOGUES.jsonl

  Tells each dialogue in a few sentences, each with the messages it comes from. No model, key or server is needed.

  Reads { "id", "messages": [{ "id", "from", "role"?, "at"?, "text" }] } a line on standard input and prints
  { "id", "summary", "sentences": [{ "text", "sources": ["message id"] }] } a line.
`;

const dialogue = z.object({
  id: z.string().min(1),
  messages: z
    .array(z.object({ id: z.string().min(1), from: z.string().trim().min(1), text: z.string() }))
    .min(1, 'at least one message'),
});

/** `fieldline summarize`: from standard input to standard output, line by line; answers the exit code. */
export async function summarize(argv: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args: [...argv], options: { help: { type: 'boolean', default: false } } });
  if (values.help) {
    await io.print(summarizeHelp);
    return 0;
  }
  for await (const { id, messages } of io.jsonLines('-', dialogue)) {
    const sentences = summariseDialogue(messages);
    const summary = sentences.map(({ text }) => text).join(' ');
    await io.print(`${JSON.stringify({ id, summary, sentences })}\n`);
  }
  return 0;
}
