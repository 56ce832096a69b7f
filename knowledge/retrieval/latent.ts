import { columnProducts, eigen, orthonormalise, type Tall, tall } from './matrix.ts';
import type { PostingList } from './posting-list.ts';

/**
 * Few dimensions, because they are to join words that mean alike in one company's texts ("noise", "quiet"), not to tell
 * documents apart, which the words themselves do better: 32 was best of 24 to 256 on customer messages and travel questions.
 */
const dimensions = 32;
const spare = 8;
const rounds = 3;
/** Beyond the most frequent so many, terms are too rare to have company. */
const mostTerms = 60_000;
/** With fewer documents the dimensions would be made of chance. */
const fewestDocuments = 100;

/** What training needs of an index: terms with their documents, and how large the collection is. */
export interface TrainingText {
  readonly lists: ReadonlyMap<string, PostingList>;
  readonly documents: number;
  /** One more than the largest slot in use. */
  readonly slots: number;
  /** How often the term of this packed posting stands in the document, fields weighted. */
  readonly frequency: (packed: number) => number;
}

/** Vectors of a collection's own words and documents: no download, any language. */
export interface Latent {
  /** The unit vector of a text by its counted terms; zeros when it knows none of them. */
  vectorOf(terms: ReadonlyMap<string, number>): Float32Array;
  /** Writes into `into` how like a text's vector each wanted document is: the cosine, 0 where it is negative or unknown. */
  score(vector: Float32Array, wanted: (slot: number) => boolean, into: Float32Array): void;
  /** Takes in a document that came after the training, by the terms it shares with it. */
  fold(slot: number, terms: ReadonlyMap<string, number>): void;
  forget(slot: number): void;
}

/**
 * Trains vectors by latent semantic analysis: the strongest directions of the weighted term-document table (Deerwester et
 * al., "Indexing by latent semantic analysis", 1990), found by a randomised range finder with power rounds (Halko, Martinsson and Tropp,
 * 2011). Same collection, same vectors. Undefined when the collection is too small to learn from.
 */
export function trainLatent(text: TrainingText): Latent | undefined {
  const terms = [...text.lists]
    .filter(([, list]) => list.size >= 2 && list.size <= text.documents / 2)
    .sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1))
    .slice(0, mostTerms);
  if (text.documents < fewestDocuments || terms.length < 2 * dimensions) return undefined;
  const table = weigh(terms, text);
  const directions = strongest(table, terms.length, text.slots);
  return latentOf(new Map(terms.map(([term], at) => [term, at])), table, directions, text.slots);
}

interface WeightedTable {
  readonly lists: readonly PostingList[];
  /** The weight of each posting of a list, documents scaled to length 1. */
  readonly weights: readonly Float32Array[];
  readonly rarities: Float32Array;
}

function weigh(terms: readonly [string, PostingList][], text: TrainingText): WeightedTable {
  const lists = terms.map(([, list]) => list);
  const rarities = Float32Array.from(lists, ({ size }) => Math.log(1 + text.documents / size));
  const squares = new Float64Array(text.slots);
  const weights = lists.map((list, term) => {
    const own = new Float32Array(list.size);
    for (let at = 0; at < list.size; at++) {
      const weight = (1 + Math.log(text.frequency(list.counts[at]!))) * rarities[term]!;
      own[at] = weight;
      squares[list.slots[at]!]! += weight * weight;
    }
    return own;
  });
  for (const [term, list] of lists.entries())
    for (let at = 0; at < list.size; at++) weights[term]![at]! /= Math.sqrt(squares[list.slots[at]!]!);
  return { lists, weights, rarities };
}

/** Unit directions in the space of terms, one column each, strongest first. */
function strongest(table: WeightedTable, terms: number, slots: number): Tall {
  const width = dimensions + spare;
  const byTerm = tall(terms, width);
  const random = chance();
  for (let at = 0; at < byTerm.cells.length; at++) byTerm.cells[at] = random() - 0.5;
  const byDocument = tall(slots, width);
  for (let round = 0; round < rounds; round++) {
    toDocuments(table, byTerm, byDocument);
    orthonormalise(byDocument);
    toTerms(table, byDocument, byTerm);
    if (round < rounds - 1) orthonormalise(byTerm);
  }
  const { values, vectors } = eigen(columnProducts(byTerm), width);
  const found = tall(terms, dimensions);
  for (let term = 0; term < terms; term++)
    for (let to = 0; to < dimensions; to++) {
      let sum = 0;
      for (let from = 0; from < width; from++)
        sum += byTerm.cells[term * width + from]! * vectors[from * width + to]!;
      found.cells[term * dimensions + to] = sum / Math.sqrt(Math.max(values[to]!, 1e-9));
    }
  return found;
}

function toDocuments({ lists, weights }: WeightedTable, from: Tall, to: Tall): void {
  const { width } = from;
  to.cells.fill(0);
  for (const [term, { slots, size }] of lists.entries())
    for (let at = 0; at < size; at++) {
      const weight = weights[term]![at]!;
      const row = slots[at]! * width;
      for (let j = 0; j < width; j++) to.cells[row + j]! += weight * from.cells[term * width + j]!;
    }
}

function toTerms({ lists, weights }: WeightedTable, from: Tall, to: Tall): void {
  const { width } = from;
  to.cells.fill(0);
  for (const [term, { slots, size }] of lists.entries())
    for (let at = 0; at < size; at++) {
      const weight = weights[term]![at]!;
      const row = slots[at]! * width;
      for (let j = 0; j < width; j++) to.cells[term * width + j]! += weight * from.cells[row + j]!;
    }
}

function latentOf(
  places: ReadonlyMap<string, number>,
  { rarities, ...table }: WeightedTable,
  directions: Tall,
  slots: number,
): Latent {
  let documents = tall(slots, dimensions);
  toDocuments({ rarities, ...table }, directions, documents);
  for (let slot = 0; slot < slots; slot++)
    toUnit(documents.cells.subarray(slot * dimensions, (slot + 1) * dimensions));
  const vectorOf = (terms: ReadonlyMap<string, number>) => {
    const vector = new Float32Array(dimensions);
    for (const [term, count] of terms) {
      const place = places.get(term);
      if (place === undefined) continue;
      const weight = (1 + Math.log(count)) * rarities[place]!;
      for (let j = 0; j < dimensions; j++) vector[j]! += weight * directions.cells[place * dimensions + j]!;
    }
    return toUnit(vector);
  };
  const rowOf = (slot: number) => {
    if (slot >= documents.rows) {
      const more = tall(Math.ceil((slot + 1) * 1.5), dimensions);
      more.cells.set(documents.cells);
      documents = more;
    }
    return documents.cells.subarray(slot * dimensions, (slot + 1) * dimensions);
  };
  return {
    vectorOf,
    score: (vector, wanted, into) => {
      const { cells, rows } = documents;
      for (let slot = 0; slot < Math.min(rows, into.length); slot++) {
        if (!wanted(slot)) continue;
        let sum = 0;
        for (let j = 0, at = slot * dimensions; j < dimensions; j++, at++) sum += vector[j]! * cells[at]!;
        into[slot] = Math.max(0, sum);
      }
    },
    fold: (slot, terms) => rowOf(slot).set(vectorOf(terms)),
    forget: (slot) => void rowOf(slot).fill(0),
  };
}

function toUnit(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const value of vector) sum += value * value;
  const by = sum > 1e-12 ? 1 / Math.sqrt(sum) : 0;
  for (let at = 0; at < vector.length; at++) vector[at]! *= by;
  return vector;
}

/** A small generator of its own (mulberry32), so that the same texts give the same vectors on every machine. */
function chance(): () => number {
  let state = 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
