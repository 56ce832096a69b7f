/** The known word somebody probably meant: the nearest by edits, if it is near enough; a question to add to a refusal. */
export function didYouMean(word: string, known: Iterable<string>): string {
  let [best, least] = ['', Math.max(2, Math.floor(word.length / 3)) + 1];
  for (const each of known) {
    if (Math.abs(each.length - word.length) >= least) continue;
    const edits = each.toLowerCase() === word.toLowerCase() ? 0 : editsBetween(word, each);
    if (edits < least) [best, least] = [each, edits];
  }
  return best === '' || least >= Math.max(word.length, best.length) ? '' : `; did you mean "${best}"?`;
}

/** Letters to insert, delete or replace until one word is the other (Levenshtein 1966). */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[other.length]!;
}
