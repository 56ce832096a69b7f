import { join } from 'node:path';
import { termsOf, wordsOf } from '../../knowledge/language/analyser.ts';
import { type Encoder, encodeAll } from '../../knowledge/encoders/encoder.ts';
import { Collection, type Question } from '../../knowledge/retrieval/collection.ts';
import { type Mix, mixes } from '../../knowledge/retrieval/fusion.ts';
import type { Figure } from '../rig/figures.ts';
import { linesOf, ndcg, type RetrievalSet, retrievalSets, type SetDocument } from './sets.ts';

const leadCharacters = 200;

/** nDCG@10 of every set: words alone, with letter groups, with vectors, and with an encoder if there is one. */
export async function measureRetrieval(folder: string, encoder: Encoder | undefined): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const set of retrievalSets(folder)) figures.push(...(await measureSet(set, encoder)));
  return figures;
}

async function measureSet(set: RetrievalSet, encoder: Encoder | undefined): Promise<Figure[]> {
  const { name, language, documents, queries, atLeast } = set;
  const collection = collectionOf(documents, language);
  const reads = encoder !== undefined && (encoder.languages?.includes(language) ?? true);
  const encoded = reads ? await encodeBoth(encoder, collection, set) : undefined;
  const usual = (product: string | undefined): Mix => (product ? mixes.withinProduct : mixes.question);
  const mean = (mixOf: (product: string | undefined) => Mix, withEncoder = false) => {
    const each = queries.map(({ text, product, relevant }, at) => {
      const question = questionOf(text, language, product);
      const found = collection.rank({
        ...question,
        mix: mixOf(product),
        ...(withEncoder && { encoded: encoded?.[at] }),
      });
      return ndcg(
        found.map(({ id }) => id),
        relevant,
      );
    });
    return each.reduce((sum, one) => sum + one, 0) / each.length;
  };
  const figure = (what: string, value: number, promised = false): Figure => ({
    bench: name,
    what,
    value: value * 100,
    unit: 'nDCG@10 %',
    ...(promised && { target: { atLeast: atLeast * 100 } }),
  });
  return [
    figure(
      'words alone',
      mean((product) => ({ ...usual(product), groups: 0, titleGroups: 0, vectors: 0 })),
    ),
    figure(
      'words and letter groups',
      mean((product) => ({ ...usual(product), vectors: 0 })),
    ),
    figure('and vectors of its own (default)', mean(usual), true),
    ...(encoded ? [figure(`and the encoder "${encoder?.name}"`, mean(usual, true))] : []),
  ];
}

/** P@10 among customers' messages: how many of the ten nearest have the same intent. */
export async function measureSimilar(folder: string, encoder: Encoder | undefined): Promise<Figure[]> {
  const texts = linesOf<SetDocument>(join(folder, 'banking77', 'index.jsonl'));
  const queries = linesOf<SetDocument>(join(folder, 'banking77', 'queries.jsonl')).map((query) => ({
    ...query,
    relevant: new Set<string>(),
  }));
  if (texts.length === 0) return [];
  const intents = new Map(texts.map(({ _id, intent }) => [_id, intent]));
  const collection = collectionOf(texts, 'en');
  const set = { name: 'banking77', language: 'en', documents: texts, queries, atLeast: 0 };
  const encoded = encoder ? await encodeBoth(encoder, collection, set) : undefined;
  const precision = (mix: Mix, withEncoder = false) => {
    const each = queries.map(({ text, intent }, at) => {
      const found = collection.rank({
        ...questionOf(text, 'en', undefined),
        mix,
        ...(withEncoder && { encoded: encoded?.[at] }),
      });
      return found.filter(({ id }) => intents.get(id) === intent).length / 10;
    });
    return each.reduce((sum, one) => sum + one, 0) / each.length;
  };
  const figure = (what: string, value: number, atLeast?: number): Figure => ({
    bench: 'banking77',
    what,
    value: value * 100,
    unit: 'P@10 %',
    ...(atLeast !== undefined && { target: { atLeast: atLeast * 100 } }),
  });
  const plain = { ...mixes.messages, groups: 0, vectors: 0 };
  return [
    figure('words alone', precision(plain)),
    figure('words and letter groups', precision({ ...mixes.messages, vectors: 0 })),
    figure('and vectors of its own (default)', precision(mixes.messages), 0.7),
    ...(encoded ? [figure('and the encoder', precision(mixes.messages, true), 0.77)] : []),
  ];
}

const analyse = (text: string, language: string): string[] =>
  termsOf(wordsOf(text, language), language).map(({ term }) => term);

function collectionOf(documents: readonly SetDocument[], language: string): Collection {
  const made = new Collection(language);
  for (const { _id: id, title = '', text } of documents)
    made.put({ id, title, text, words: [analyse(title, language), [], [], analyse(text, language)] });
  return made;
}

function questionOf(text: string, language: string, product: string | undefined): Question {
  const terms = new Map(analyse(text, language).map((term) => [term, 1]));
  const products = product?.split(';').map((name) => analyse(name, language));
  return { text, terms, top: 10, ...(products && { products }) };
}

async function encodeBoth(
  encoder: Encoder,
  collection: Collection,
  { documents, queries }: RetrievalSet,
): Promise<Float32Array[]> {
  const heads = documents.map(({ title, text }) => title || text.slice(0, leadCharacters));
  for (const [at, vector] of (await encodeAll(encoder, heads)).entries())
    collection.encode(documents[at]!._id, vector);
  return encodeAll(
    encoder,
    queries.map(({ text }) => text),
  );
}
