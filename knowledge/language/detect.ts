import { fold } from './analyser.ts';
import { stopWords } from './stop-words.ts';

/** Letters that only one of our languages writes; a text that has them is hardly another's. */
const marks: readonly (readonly [language: string, letters: RegExp, weight: number])[] = [
  ['ja', /[\u3040-\u30ff\u4e00-\u9fff]/gu, 3],
  ['de', /[äöüß]/gu, 1],
  ['es', /[ñ¿¡]/gu, 2],
  ['es', /[áíóú]/gu, 0.7],
  ['fr', /[çèêëîïôùûœ]|\b[cdjlmnqst]['’](?=\p{L})/gu, 1],
  ['fr', /[éà]/gu, 0.5],
];
/** Small words that the search does not leave out, but that tell the language all the same. */
const small: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words('what when where who why how is are was were do does did can my your a an of to the and in on'),
  de: words(
    'wo wer wie was wann warum ist sind war der die das und im in von zu den dem mit fur auf ein eine',
  ),
  es: words('que como donde cuando cual cuantos por es son era el la los las un una de y en del al mi su se'),
  fr: words(
    'que qui quoi quel quelle comment ou quand pourquoi est sont le la les un une des de du et en au aux mon ma mes',
  ),
};
const longestRead = 2_000;

/**
 * The language a text is written in, of those asked about, by its small words and letters; undefined when nothing in it
 * tells or two languages come out alike, because a wrong guess is worse than none.
 */
export function languageOf(text: string, among: readonly string[]): string | undefined {
  const read = text.slice(0, longestRead);
  const lower = read.toLowerCase();
  const spoken = (fold(read.replace(/['’]/g, ' ')).match(/[\p{L}\p{N}]+/gu) ?? []).filter(
    (word) => !/\d/.test(word),
  );
  const scores = among.map((language) => {
    const known = spoken.filter(
      (word) => stopWords[language]?.has(word) || small[language]?.has(word),
    ).length;
    const written = marks
      .filter(([of]) => of === language)
      .reduce((sum, [, letters, weight]) => sum + weight * (lower.match(letters)?.length ?? 0), 0);
    return { language, score: known + written };
  });
  const [best, next] = scores.sort((a, b) => b.score - a.score);
  return best && best.score > 0 && best.score >= 1.15 * (next?.score ?? 0) ? best.language : undefined;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
