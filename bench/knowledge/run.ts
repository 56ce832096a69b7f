import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageEncoder } from '../../knowledge/encoders/package-encoder.ts';
import { type Figure, table } from '../rig/figures.ts';
import { measureRetrieval, measureSimilar } from './retrieval.ts';
import { measureSentiment } from './sentiment.ts';
import { measureSpeed } from './speed.ts';
import { measureSummaries } from './summaries.ts';

const help = `bench/knowledge/run.ts [FOLDER] [--encoder] [--large] [--json]

  Speed of the search on made-up articles, and, with a FOLDER of retrieval sets (corpus.jsonl, queries.jsonl, qrels.jsonl
  each), nDCG@10 with and without each kind of vector and ROUGE of summaries; with a folder "sentiment" beside it,
  how well messages are judged.

  --encoder  also with the encoder of the package, which takes minutes
  --large    also 100,000 articles, which takes 2 GB
  --json     one JSON line a figure`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    encoder: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** Prints the figures as each part ends. */
async function run(): Promise<void> {
  if (values.help) return void console.log(help);
  const [folder] = positionals;
  const encoder = values.encoder ? packageEncoder() : undefined;
  const show = (figures: readonly Figure[]) =>
    console.log(values.json ? figures.map((each) => JSON.stringify(each)).join('\n') : `${table(figures)}\n`);
  show(measureSpeed(10_000));
  if (values.large) show(measureSpeed(100_000));
  if (folder === undefined) return;
  show(await measureRetrieval(folder, encoder));
  show(await measureSimilar(folder, encoder));
  show(measureSummaries(folder));
  show(measureSentiment(join(folder, '..', 'sentiment')));
}

await run();
