const shortestWord = 5;
/** Longer ones are codes and addresses; each would be kept once for every letter of it. */
const longestWord = 40;
/** A larger vocabulary has a word near every slip, and letter groups find it without us. */
const mostWords = 50_000;

/** The words of an index, counted by article, able to put right a word with one letter wrong. */
export class Spelling {
  readonly #counts = new Map<string, number>();
  /**
   * Each word under itself and under itself without one letter, so that a near word is found without a
   * scan.
   */
  readonly #near = new Map<string, Set<string>>();

  add(word: string): void {
    const count = this.#counts.get(word) ?? 0;
    this.#counts.set(word, count + 1);
    if (count > 0 || word.length < shortestWord - 1 || word.length > longestWord) return;
    if (this.#counts.size > mostWords) return;
    for (const key of withoutOneLetter(word)) {
      const words = this.#near.get(key) ?? new Set();
      this.#near.set(key, words.add(word));
    }
  }

  remove(word: string): void {
    const count = this.#counts.get(word) ?? 0;
    if (count > 1) {
      this.#counts.set(word, count - 1);
      return;
    }
    this.#counts.delete(word);
    if (word.length > longestWord) return;
    for (const key of withoutOneLetter(word)) {
      const words = this.#near.get(key);
      words?.delete(word);
      if (words?.size === 0) this.#near.delete(key);
    }
  }

  has(word: string): boolean {
    return this.#counts.has(word);
  }

  /**
   * The commonest known word that differs by one letter added, lost, changed or swapped with its neighbour.
   * The first letter must agree: people seldom miss it, and it keeps "tables" apart from "cables". A changed last letter is
   * taken for another word ("Drucker", "drucken"), not for a slip.
   */
  correct(word: string): string | undefined {
    if (word.length < shortestWord || word.length > longestWord || /\d/.test(word)) return undefined;
    let best: string | undefined;
    for (const key of withoutOneLetter(word))
      for (const near of this.#near.get(key) ?? [])
        if (near[0] === word[0] && isOneEditAway(word, near) && this.#isCommoner(near, best)) best = near;
    return best;
  }

  #isCommoner(word: string, than: string | undefined): boolean {
    if (than === undefined) return true;
    const difference = (this.#counts.get(word) ?? 0) - (this.#counts.get(than) ?? 0);
    return difference > 0 || (difference === 0 && word < than);
  }
}

function withoutOneLetter(word: string): string[] {
  return [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))];
}

/**
 * Whether one insertion, deletion, swap of neighbours, or change before the last letter turns one word
 * into the other.
 */
export function isOneEditAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const restA = a.slice(start);
  const restB = b.slice(start);
  if (a.length > b.length) return restA.slice(1) === restB;
  if (b.length > a.length) return restB.slice(1) === restA;
  const swapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return swapped || (restA.length > 1 && restA.slice(1) === restB.slice(1));
}
