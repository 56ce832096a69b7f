import { baseLanguage, termsOf, wordsOf } from './language/analyser.ts';
import { languageOf } from './language/detect.ts';
import { Collection } from './retrieval/collection.ts';
import { mixes } from './retrieval/fusion.ts';

/** A short text that can be found by what it says: a case's title, a customer's message. */
export interface ShortText {
  readonly id: string;
  readonly text: string;
  /** Found out from the text when it is left out. */
  readonly language?: string | undefined;
}

/** A text like the one asked for; the score is comparable within one answer only. */
export interface Likeness {
  readonly id: string;
  readonly text: string;
  readonly score: number;
}

/** What is asked for: texts like this one. */
export interface LikenessRequest {
  readonly text: string;
  readonly language?: string | undefined;
  readonly top: number;
  /** The text's vector, when an encoder is switched on. */
  readonly encoded?: Float32Array | undefined;
}

const languages = ['en', 'es', 'de', 'fr', 'ja'];
/** What a text counts as that is too short to tell its language. */
const usual = 'en';

/** Finds texts that mean nearly the same: "where is my card" beside "it has not arrived yet". */
export class SimilarTexts {
  readonly #byLanguage = new Map<string, Collection>();
  readonly #texts = new Map<string, { text: string; language: string }>();

  has(id: string): boolean {
    return this.#texts.has(id);
  }

  /** Takes a text in; answers the language it was taken for. */
  put({ id, text, language: written = languageOf(text, languages) ?? usual }: ShortText): string {
    this.remove(id);
    const language = baseLanguage(written);
    const collection = this.#byLanguage.get(language) ?? new Collection(language);
    this.#byLanguage.set(language, collection);
    collection.put({ id, words: [[], [], [], analyse(text, language)], title: '', text });
    this.#texts.set(id, { text, language });
    return language;
  }

  /** Gives a text the vector an encoder made of it. */
  encode(id: string, vector: Float32Array): void {
    const known = this.#texts.get(id);
    if (known) this.#byLanguage.get(known.language)?.encode(id, vector);
  }

  remove(id: string): void {
    const known = this.#texts.get(id);
    if (!known) return;
    this.#byLanguage.get(known.language)?.remove(id);
    this.#texts.delete(id);
  }

  /** The nearest texts in the language of the one given, nearest first; in all languages where none is written in it. */
  like({ text, language, top, encoded }: LikenessRequest): Likeness[] {
    const present = [...this.#byLanguage.keys()];
    const wanted = this.#byLanguage.get(baseLanguage(language ?? languageOf(text, present) ?? usual));
    const searched = wanted && wanted.size > 0 ? [wanted] : [...this.#byLanguage.values()];
    return searched
      .flatMap((collection) => {
        const terms = new Map<string, number>();
        for (const term of analyse(text, collection.language)) terms.set(term, (terms.get(term) ?? 0) + 1);
        return collection.rank({ terms, text, top, encoded, mix: mixes.messages });
      })
      .sort((a, b) => b.score - a.score)
      .slice(0, top)
      .map(({ id, score }) => ({ id, score, text: this.#texts.get(id)?.text ?? '' }));
  }
}

const analyse = (text: string, language: string): string[] =>
  termsOf(wordsOf(text, language), language).map(({ term }) => term);
