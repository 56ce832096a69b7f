/** Elements that begin a new line. */
const blocks = new Set(
  'p div br tr li ul ol table h1 h2 h3 h4 h5 h6 hr pre section article header footer'.split(' '),
);
/** Elements whose content nobody reads. */
const unread = new Set(['style', 'script', 'head', 'title', 'template', 'noscript']);
/** How mail programs mark the mail that is answered: an id or class of the element that holds it, or of the bar above it. */
const quoteMark =
  /\b(?:gmail_quote|gmail_extra|moz-cite-prefix|yahoo_quoted|divRplyFwdMsg|appendonsend|OutlookMessageHeader|protonmail_quote|zmail_extra|reply-intro|mail-editor-reference-message-container)\b/;
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/**
 * The readable text of a mail written in HTML up to the mail it answers, where the sender's program has marked that. One
 * pass over the tags, no tree: it is read, never shown, so nothing needs to be made safe.
 */
export function visibleText(html: string): string {
  const tag = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g;
  const parts: string[] = [];
  let from = 0;
  let hidden: string | undefined;
  for (let found = tag.exec(html); found; found = tag.exec(html)) {
    if (hidden === undefined) parts.push(decoded(html.slice(from, found.index)));
    from = tag.lastIndex;
    const [, close = '', name = '', attributes = ''] = found;
    const element = name.toLowerCase();
    if (hidden !== undefined) {
      if (close && element === hidden) hidden = undefined;
      continue;
    }
    if (!close && (element === 'blockquote' || quoteMark.test(attributes))) return parts.join('');
    if (!close && unread.has(element)) hidden = element;
    if (blocks.has(element)) parts.push(element === 'p' ? '\n\n' : '\n');
  }
  if (hidden === undefined) parts.push(decoded(html.slice(from)));
  return parts.join('');
}

const decoded = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      ? String.fromCodePoint(code)
      : '';
  });
