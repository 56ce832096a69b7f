import { parseArgs } from 'node:util';
import { z } from 'zod';
import { BadInput, type CommandIo } from '../../domain/command-io.ts';
import { SimilarTexts } from '../similar-texts.ts';
import { encodeEach, encodeOne, encoderHelp, encoderNamed, type ToEncode } from './encoder-option.ts';
import { resultOf, round, wholeNumber } from './search-command.ts';

/** What `fieldline similar --help` prints. */
export const similarHelp = `fieldline similar --texts T.jsonl --queries Q.jsonl [--top 10] [--encoder WHICH] [--timing]

  Finds the short texts (cases, messages) that say most nearly the same as each query, best first.

  --texts FILE     { "id", "text" } a line
  --queries FILE   { "id", "text" } a line; - is standard input
  --top N          at most so many results for a query, 10 unless told
${encoderHelp}
  --timing         adds "ms", the time each query took

  Prints { "id", "results": [{ "article", "score", "passage" }] } a line, in the order of the queries.
`;

const line = z.object({ id: z.string().min(1), text: z.string(), lang: z.string().nullish() });

/** `fieldline similar`: indexes a file of short texts and finds the nearest to each query; answers the exit code. */
export async function similar(argv: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      texts: { type: 'string' },
      queries: { type: 'string' },
      top: { type: 'string', default: '10' },
      encoder: { type: 'string', default: 'none' },
      timing: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    await io.print(similarHelp);
    return 0;
  }
  if (!values.texts) throw new BadInput('--texts: name a file of texts');
  if (!values.queries) throw new BadInput('--queries: name a file of queries');
  if (values.texts === '-' && values.queries === '-')
    throw new BadInput('--queries: standard input can be read once only; --texts is it already');
  const top = wholeNumber(values.top, '--top');
  const encoder = encoderNamed(values.encoder);
  const texts = new SimilarTexts();
  const read: ToEncode[] = [];
  for await (const { id, text, lang } of io.jsonLines(values.texts, line)) {
    if (texts.has(id)) throw new BadInput(`${values.texts}: the id "${id}" is there twice`);
    read.push({ id, text, language: texts.put({ id, text, language: lang || undefined }) });
  }
  if (encoder) await encodeEach(encoder, read, (id, vector) => texts.encode(id, vector));
  for await (const { id, text, lang } of io.jsonLines(values.queries, line)) {
    const begun = performance.now();
    const language = lang || undefined;
    const encoded = await encodeOne(encoder, text, language);
    const results = texts
      .like({ text, language, top, encoded })
      .map((found) => resultOf(found.id, found.score, found.text));
    const ms = performance.now() - begun;
    await io.print(`${JSON.stringify({ id, results, ...(values.timing && { ms: round(ms) }) })}\n`);
  }
  return 0;
}
