/** Characters that draw nothing or turn the reading direction round: a customer could hide or forge words with them. */
const hidden = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;
const somethingSeen = /[^\s\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}]/u;
/** The two functions that Adaptive Cards run inside any text. */
const cardFunction = /\{\{(?=(?:DATE|TIME)\()/gi;

/** Shown where somebody wrote nothing that can be seen, so that no line and no button is ever empty. */
export const nothing = '–';

/**
 * Makes anybody's text fit to stand on a card as it was written: whole characters, no control or direction-changing
 * ones, nothing that a card would run, at most `limit` UTF-16 units with an ellipsis where it was cut.
 */
export function literal(text: string, limit: number): string {
  const clean = text
    .slice(0, limit * 4)
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(hidden, '')
    .replace(/\n\s*\n/g, '\n\n')
    .replace(cardFunction, '{\u2060{')
    .trim();
  return somethingSeen.test(clean) ? cut(clean, limit) : nothing;
}

/** Like `literal`, on one line: names, titles, button labels. */
export const oneLine = (text: string, limit: number): string =>
  literal(text.slice(0, limit * 4).replace(/\s+/g, ' '), limit);

/** Like `oneLine`, without the characters Markdown acts on: for the few places that clients format whatever we do. */
export const plainWords = (text: string, limit: number): string =>
  oneLine(
    text
      .slice(0, limit * 4)
      .replace(/[*_~`#[\]<>|\\]/g, '')
      .replace(/^\s*[-+•]\s+/, ''),
    limit,
  );

/** Cuts text to at most `limit` UTF-16 units, never through a character, and says so with an ellipsis. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text
    .slice(0, limit - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}
