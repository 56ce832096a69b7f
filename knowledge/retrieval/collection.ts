import { Bm25f } from './bm25f.ts';
import { EncodedVectors } from './encoded.ts';
import {
  type Entry,
  frequencyOf,
  groupRules,
  groupsOf,
  headOf,
  headRules,
  wordRules,
  wordsOf,
} from './entry.ts';
import { bestSlots, fuse, type Mix, mixes, type Signal } from './fusion.ts';
import { type Latent, trainLatent } from './latent.ts';
import { eachLetterGroup } from './letter-groups.ts';
import { shareByProduct } from './product-share.ts';

/** A question as a collection answers it. */
export interface Question {
  /** Terms and how telling each is, 1 for an ordinary one. */
  readonly terms: ReadonlyMap<string, number>;
  readonly text: string;
  /** The terms of each product it is about, if it is known: documents of none of them hardly count. */
  readonly products?: readonly (readonly string[])[] | undefined;
  /** The question's vector, when an encoder is switched on. */
  readonly encoded?: Float32Array | undefined;
  readonly mix?: Mix | undefined;
  readonly top: number;
  readonly accepts?: ((id: string) => boolean) | undefined;
}

/** A document found and how well it fits, comparable within one answer only. */
export interface Ranked {
  readonly id: string;
  readonly score: number;
}

/** So many places of letter groups are looked at for a question, the rarest groups first: the common ones say least and cost most. */
const mostPlaces = 60_000;
/** Vectors are trained anew when the collection has changed by this share; until then newcomers are folded in. */
const staleShare = 0.25;
/** Beyond this many documents only those are compared by vector whose words score at least this share of the best. */
const scannedWhole = 20_000;
const promising = 0.3;

/** Everything of one language that can be found: words, letter groups and vectors over one set of documents. */
export class Collection {
  readonly language: string;
  readonly words = new Bm25f<string>(wordRules);
  readonly #groups = new Bm25f<number>(groupRules);
  readonly #heads = new Bm25f<number>(headRules);
  readonly #encoded = new EncodedVectors();
  readonly #entries: (Entry | undefined)[] = [];
  readonly #slots = new Map<string, number>();
  readonly #free: number[] = [];
  #latent: Latent | undefined;
  #changes = 0;
  #trainedOn = 0;

  constructor(language: string) {
    this.language = language;
  }

  get size(): number {
    return this.#slots.size;
  }

  /** Where a document stands in the index of words. */
  slotOf(id: string): number | undefined {
    return this.#slots.get(id);
  }

  /** Whether vectors of its own are in use: a small collection has none. Trains them if they are due. */
  get hasVectors(): boolean {
    return this.#trained() !== undefined;
  }

  /** Whether vectors are in use right now; trains nothing. */
  get isTrained(): boolean {
    return this.#latent !== undefined;
  }

  put(entry: Entry): void {
    this.remove(entry.id);
    const slot = this.#free.pop() ?? this.#entries.length;
    this.#entries[slot] = entry;
    this.#slots.set(entry.id, slot);
    const words = wordsOf(entry);
    this.words.add(slot, words);
    this.#groups.add(slot, groupsOf(entry, this.language));
    this.#heads.add(slot, headOf(entry, this.language));
    this.#latent?.fold(slot, new Map([...words.counts].map(([term, packed]) => [term, frequencyOf(packed)])));
    this.#changes++;
  }

  remove(id: string): void {
    const slot = this.#slots.get(id);
    const entry = slot === undefined ? undefined : this.#entries[slot];
    if (slot === undefined || !entry) return;
    this.words.remove(slot, wordsOf(entry));
    this.#groups.remove(slot, groupsOf(entry, this.language));
    this.#heads.remove(slot, headOf(entry, this.language));
    this.#latent?.forget(slot);
    this.#encoded.forget(slot);
    this.#entries[slot] = undefined;
    this.#slots.delete(id);
    this.#free.push(slot);
    this.#changes++;
  }

  /** Gives a document the vector an encoder made of it. */
  encode(id: string, vector: Float32Array): void {
    const slot = this.#slots.get(id);
    if (slot !== undefined) this.#encoded.set(slot, vector);
  }

  /** The best documents for a question, best first; equal scores go by id. */
  rank(question: Question): Ranked[] {
    const shares = this.#shares(question);
    const fused = this.#score(question, shares);
    const idOf = (slot: number) => this.#entries[slot]?.id ?? '';
    return bestSlots(fused, { top: question.top, isBefore: (a, b) => idOf(a) < idOf(b) }).map((slot) => ({
      id: idOf(slot),
      score: fused[slot]!,
    }));
  }

  #score({ terms, text, products, encoded, mix }: Question, shares: Float32Array): Float32Array {
    const weights = mix ?? (products ? mixes.withinProduct : mixes.question);
    const signals: Signal[] = [];
    const signal = (weight: number, fill: (scores: Float32Array) => void) => {
      const scores = new Float32Array(shares.length);
      fill(scores);
      signals.push({ scores, weight });
      return scores;
    };
    const groups = new Set<number>();
    eachLetterGroup(text, this.language, (group) => groups.add(group));
    const byWords = signal(1, (scores) => this.words.score(weighed(this.words, terms), scores));
    if (weights.groups > 0)
      signal(weights.groups, (scores) => this.#groups.score(rarestFirst(this.#groups, groups), scores));
    if (weights.titleGroups > 0)
      signal(weights.titleGroups, (scores) => this.#heads.score(rarestFirst(this.#heads, groups), scores));
    const isCompared = this.#comparedWith(byWords, shares);
    const latent = weights.vectors > 0 ? this.#trained() : undefined;
    if (latent) signal(weights.vectors, (scores) => latent.score(latent.vectorOf(terms), isCompared, scores));
    if (encoded) signal(weights.encoder, (scores) => this.#encoded.score(encoded, isCompared, scores));
    return fuse(signals, shares);
  }

  /** Which documents are compared by vector: all of a collection that is quick to go through, else the promising ones. */
  #comparedWith(byWords: Float32Array, shares: Float32Array): (slot: number) => boolean {
    if (this.size <= scannedWhole) return (slot) => shares[slot]! > 0;
    const least = promising * byWords.reduce((best, score) => Math.max(best, score), 0);
    return (slot) => shares[slot]! > 0 && byWords[slot]! >= least;
  }

  /** How much each document counts: not at all, whole, or by how much of the product's name it bears. */
  #shares({ products, accepts }: Question): Float32Array {
    const shares = new Float32Array(this.#entries.length);
    for (const [slot, entry] of this.#entries.entries())
      if (entry && (!accepts || accepts(entry.id))) shares[slot] = 1;
    if (products && products.length > 0) shareByProduct(this.words, products, shares);
    return shares;
  }

  #trained(): Latent | undefined {
    if (this.#changes <= staleShare * this.#trainedOn) return this.#latent;
    this.#changes = 0;
    this.#trainedOn = this.size;
    this.#latent = trainLatent({
      lists: this.words.lists,
      documents: this.size,
      slots: this.#entries.length,
      frequency: frequencyOf,
    });
    return this.#latent;
  }
}

/** Each term's own weight times its rarity in the index. */
const weighed = <K>(index: Bm25f<K>, terms: ReadonlyMap<K, number>): Map<K, number> =>
  new Map([...terms].map(([term, weight]) => [term, weight * index.rarity(index.documentsWith(term))]));

/** The letter groups that are worth their cost, each with its rarity. */
function rarestFirst(index: Bm25f<number>, groups: ReadonlySet<number>): Map<number, number> {
  const known = [...groups]
    .map((group) => ({ group, documents: index.documentsWith(group) }))
    .filter(({ documents }) => documents > 0)
    .sort((a, b) => a.documents - b.documents);
  const kept = new Map<number, number>();
  let places = 0;
  for (const { group, documents } of known) {
    places += documents;
    if (places > mostPlaces && kept.size > 0) break;
    kept.set(group, index.rarity(documents));
  }
  return kept;
}
