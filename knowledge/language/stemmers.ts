type Stemmer = (word: string) => string;

/** Longer runs of letters are codes and addresses: no language inflects them, and each rule would cost more. */
const longestWord = 40;
const stemmers: Record<string, Stemmer> = { en: english, de: german, es: spanish, fr: french };

/**
 * Cuts a folded word to a light stem, so that "leaks" finds "leaking"; languages without a stemmer keep
 * the word.
 */
export function stem(word: string, language: string): string {
  if (word.length > longestWord) return word;
  return stemmers[language]?.(word) ?? word;
}

function english(word: string): string {
  if (word.length < 4) return word;
  const singular = word
    .replace(/(?<=..)ies$/, 'y')
    .replace(/(?<=ss|x|zz|ch|sh)es$/, '')
    .replace(/(?<=[^aius])s$/, '');
  const bare = singular
    .replace(/(?<=..)ied$/, 'y')
    .replace(/^(?=.*[aeiouy].*(?:ing|ed)$)(.{2,}[^e])(?:ing|ed)$/, '$1');
  const undoubled = bare === singular ? bare : bare.replace(/([bdfgmnprt])\1$/, '$1');
  return undoubled.length > 3 ? undoubled.replace(/e$/, '') : undoubled;
}

function german(word: string): string {
  const bare = word.replace(/(?<=.{4})(?:em|en|es|e|n)$/, '').replace(/(?<=.{4}[bdfghklmnt])s$/, '');
  return bare.replace(/(?<=.{3}[^aeiou])t$/, '');
}

function spanish(word: string): string {
  const singular = word.replace(/(?<=...[^aeiou])es$/, '').replace(/(?<=..[aeiou])s$/, '');
  const bare = singular.replace(/(?<=.{4})(?:iendo|ando|ad[oa]|id[oa]|[aei]r|[ae]n)$/, '');
  return bare === singular ? bare.replace(/(?<=...)[aeo]$/, '') : bare;
}

function french(word: string): string {
  const singular = word.replace(/(?<=..)aux$/, 'al').replace(/(?<=...)[sx]$/, '');
  return singular.replace(/(?<=...)(?:ees?|er|ez|e)$/, '');
}
