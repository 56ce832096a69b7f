import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A document as the data folders hold it. */
export interface SetDocument {
  readonly _id: string;
  readonly title?: string;
  readonly text: string;
  readonly intent?: string;
}

/** A question, with the documents that answer it. */
export interface SetQuery extends SetDocument {
  readonly product?: string;
  readonly relevant: ReadonlySet<string>;
}

/** One set of articles and questions. */
export interface RetrievalSet {
  readonly name: string;
  readonly language: string;
  readonly documents: readonly SetDocument[];
  readonly queries: readonly SetQuery[];
  /** What is promised of it on other questions of the same kind. */
  readonly atLeast: number;
}

const known = [
  { name: 'stackfaq', with: 'distractors-en', language: 'en', atLeast: 0.93 },
  { name: 'dstc11-travel', language: 'en', atLeast: 0.66 },
  { name: 'cnil-fr', language: 'fr', atLeast: 0.77 },
  { name: 'xquad-es', language: 'es', atLeast: 0.96 },
  { name: 'xquad-de', language: 'de', atLeast: 0.94 },
  { name: 'jaquad-ja', language: 'ja', atLeast: 0.94 },
] as const;

/** Reads JSON lines of a file; nothing of one that is not there. */
export const linesOf = <T>(path: string): T[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];

/** The retrieval sets below a folder: `corpus.jsonl`, `queries.jsonl` and `qrels.jsonl` each. */
export function retrievalSets(folder: string): RetrievalSet[] {
  return known.flatMap(({ name, language, atLeast, ...more }) => {
    const relevant = new Map<string, Set<string>>();
    for (const { q, d } of linesOf<{ q: string; d: string }>(join(folder, name, 'qrels.jsonl')))
      relevant.set(q, (relevant.get(q) ?? new Set()).add(d));
    const queries = linesOf<SetQuery>(join(folder, name, 'queries.jsonl')).flatMap((query) => {
      const answers = relevant.get(query._id);
      return answers ? [{ ...query, relevant: answers }] : [];
    });
    if (queries.length === 0) return [];
    const others = 'with' in more ? linesOf<SetDocument>(join(folder, more.with, 'corpus.jsonl')) : [];
    const documents = [...linesOf<SetDocument>(join(folder, name, 'corpus.jsonl')), ...others];
    return [{ name, language, documents, queries, atLeast }];
  });
}

/** Normalised discounted cumulative gain at 10 of a list of found ids (Jaervelin and Kekaelaeinen, 2002). */
export function ndcg(found: readonly string[], relevant: ReadonlySet<string>): number {
  const gain = (place: number) => 1 / Math.log2(place + 2);
  const got = found.slice(0, 10).reduce((sum, id, place) => sum + (relevant.has(id) ? gain(place) : 0), 0);
  const most = Array.from({ length: Math.min(10, relevant.size) }, (_, place) => gain(place));
  return got / most.reduce((sum, each) => sum + each, 0);
}
