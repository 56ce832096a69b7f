import { parseArgs } from 'node:util';
import { z } from 'zod';
import { BadInput, type CommandIo } from '../../domain/command-io.ts';
import { baseLanguage } from '../language/analyser.ts';
import { languageOf } from '../language/detect.ts';
import { SearchIndex } from '../search-index.ts';
import { encodeEach, encodeOne, encoderHelp, encoderNamed, type ToEncode } from './encoder-option.ts';

/** What `fieldline search --help` prints. */
export const searchHelp = `fieldline search --articles A.jsonl --queries Q.jsonl [--top 10] [--encoder WHICH] [--timing]

  Finds the articles that answer each query, best first, without a server, a key or a download.

  --articles FILE  { "id", "title", "body", "lang"?, "product"?, "category"?, "keywords"? } a line
  --queries FILE   { "id", "text", "lang"?, "product"?, "category"? } a line; - is standard input
  --top N          at most so many results for a query, 10 unless told
${encoderHelp}
  --timing         adds "ms", the time each query took

  Prints { "id", "results": [{ "article", "score", "passage" }] } a line, in the order of the queries.
`;

const article = z.object({
  id: z.string().min(1),
  title: z.string().default(''),
  body: z.string().default(''),
  lang: z.string().nullish(),
  product: z.string().nullish(),
  category: z.string().nullish(),
  keywords: z.array(z.string()).default([]),
});
const query = z.object({
  id: z.string().min(1),
  text: z.string(),
  lang: z.string().nullish(),
  product: z.string().nullish(),
  category: z.string().nullish(),
});
type GivenArticle = z.output<typeof article>;

const languages = ['en', 'es', 'de', 'fr', 'ja'];
/** The contract says under 2,000 characters. */
const longestPassage = 1_999;
const firstWords = 200;

/** `fieldline search`: indexes a file of articles and answers a file of queries; answers the exit code. */
export async function search(argv: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      articles: { type: 'string' },
      queries: { type: 'string' },
      top: { type: 'string', default: '10' },
      encoder: { type: 'string', default: 'none' },
      timing: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    await io.print(searchHelp);
    return 0;
  }
  if (!values.articles) throw new BadInput('--articles: name a file of articles');
  if (!values.queries) throw new BadInput('--queries: name a file of queries');
  if (values.articles === '-' && values.queries === '-')
    throw new BadInput('--queries: standard input can be read once only; --articles is it already');
  const top = wholeNumber(values.top, '--top');
  const encoder = encoderNamed(values.encoder);
  const { index, headed } = await indexOf(values.articles, io);
  if (encoder) await encodeEach(encoder, headed, (id, vector) => index.encode(id, vector));
  const written = index.languages;
  index.prepare();
  for await (const asked of io.jsonLines(values.queries, query)) {
    const begun = performance.now();
    const language = asked.lang || languageOf(asked.text, written);
    const results = index
      .search({
        text: asked.text,
        language,
        encoded: await encodeOne(encoder, asked.text, language),
        product: asked.product ?? undefined,
        category: asked.category ?? undefined,
        visibility: 'internal',
        top,
      })
      .map(({ articleId, score, passage }) => resultOf(articleId, score, passage));
    const ms = performance.now() - begun;
    await io.print(`${JSON.stringify({ id: asked.id, results, ...(values.timing && { ms: round(ms) }) })}\n`);
  }
  return 0;
}

/** A whole number of at least 1, or the one line that says it is none. */
export function wholeNumber(text: string, option: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new BadInput(`${option}: a whole number of at least 1; it is "${text}"`);
  return value;
}

/** The index, and by what each article can be encoded: its title, or its first words where it has none. */
async function indexOf(file: string, io: CommandIo): Promise<{ index: SearchIndex; headed: ToEncode[] }> {
  const articles: GivenArticle[] = [];
  const seen = new Set<string>();
  for await (const given of io.jsonLines(file, article)) {
    if (seen.has(given.id)) throw new BadInput(`${file}: the id "${given.id}" is there twice`);
    seen.add(given.id);
    articles.push(given);
  }
  const index = new SearchIndex();
  const guessed = articles.map(({ lang, title, body }) => lang || languageOf(`${title} ${body}`, languages));
  const usual = commonest(guessed);
  const headed: ToEncode[] = [];
  for (const [at, { lang: _, product, category, ...given }] of articles.entries()) {
    const language = guessed[at] ?? usual;
    headed.push({
      id: given.id,
      text: given.title || given.body.slice(0, firstWords),
      language: baseLanguage(language),
    });
    index.put({
      ...given,
      language,
      product: product ?? null,
      category: category ?? '',
      state: 'published',
      major: 1,
      minor: 0,
      visibility: 'public',
    });
  }
  return { index, headed };
}

/** What most articles are written in: the guess for those too short to tell. */
function commonest(found: readonly (string | undefined)[]): string {
  const counts = new Map<string, number>();
  for (const language of found) if (language) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'en';
}

/** One result as both commands print it, its passage cut where no character is torn. */
export const resultOf = (article: string, score: number, passage: string) => ({
  article,
  score: round(score),
  passage: passage.slice(0, longestPassage).replace(/[\ud800-\udbff]$/, ''),
});

/** To four digits, which is more than a score or a time means. */
export const round = (value: number): number => Math.round(value * 1e4) / 1e4;
