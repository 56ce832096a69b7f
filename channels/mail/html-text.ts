/** Elements that begin a new line. */
const blocks = new Set(
  'p div br tr li ul ol table h1 h2 h3 h4 h5 h6 hr pre section article header footer'.split(' '),
);
/** Elements whose content nobody reads. */
const unread = new Set(['style', 'script', 'head', 'title', 'template', 'noscript']);
/** How mail programs mark the mail that is answered: an id or class of the element that holds it, or of the bar above it. */
const quoteMark =
  /\b(?:gmail_quote|gmail_extra|moz-cite-prefix|yahoo_quoted|divRplyFwdMsg|appendonsend|OutlookMessageHeader|protonmail_quote|zmail_extra|reply-intro|mail-editor-reference-message-container)\b/;
/** Latin-1 by name, from 160 on, as programs write it that do not trust the letters to arrive. */
const latin =
  `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil
  sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute
  Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc
  atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide
  oslash ugrave uacute ucirc uuml yacute thorn yuml`.split(/\s+/);
const named: ReadonlyMap<string, string> = new Map([
  ...latin.map((name, at): [string, string] => [name, String.fromCodePoint(160 + at)]),
  ...Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', shy: '' }),
  ...Object.entries({ euro: '€', hellip: '…', bull: '•', ndash: '–', mdash: '—', zwnj: '', zwj: '' }),
  ...Object.entries({ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', bdquo: '„', oelig: 'œ' }),
]);

/**
 * The readable text of a mail written in HTML up to the mail it answers, where the sender's program has marked that; quoted
 * passages above it get the sign `>`. One pass over the tags, no tree: it is read, never shown, so nothing needs to be made safe.
 */
export function visibleText(html: string): string {
  let text = '';
  let quotes = 0;
  let hidden: string | undefined;
  const newLine = (lines: string) => {
    text += lines + (quotes > 0 ? '> ' : '');
  };
  for (const { before, name, isClosing, attributes } of tagsOf(html)) {
    if (hidden === undefined) text += decoded(before);
    else if (isClosing && name === hidden) hidden = undefined;
    if (hidden !== undefined) continue;
    if (quoteMark.test(attributes) && !isClosing && /[^\s>]/.test(text)) return text;
    if (!isClosing && unread.has(name)) hidden = name;
    if (name === 'blockquote') {
      quotes = Math.max(0, quotes + (isClosing ? -1 : 1));
      newLine('\n');
      if (!isClosing) newLine('\n'); // a lone line that begins with the sign might be the sender's own
    } else if (blocks.has(name)) newLine(name === 'p' && quotes === 0 ? '\n\n' : '\n');
  }
  return text;
}

interface Tag {
  /** The text since the tag before it. */
  readonly before: string;
  readonly name: string;
  readonly isClosing: boolean;
  readonly attributes: string;
}

/** The tags in their order, then what follows the last one. Linear: what is never closed is looked for once only. */
function* tagsOf(html: string): Generator<Tag> {
  const tag = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)/y;
  let from = 0;
  const rest = (to: number) => ({ before: html.slice(from, to), name: '', isClosing: false, attributes: '' });
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    if (html.startsWith('<!--', at)) {
      yield rest(at);
      const end = html.indexOf('-->', at + 4);
      from = end < 0 ? html.length : end + 3;
      at = from;
      continue;
    }
    tag.lastIndex = at;
    const found = tag.exec(html);
    if (!found) {
      at++;
      continue;
    }
    const end = tagEnd(html, tag.lastIndex);
    if (end < 0) break;
    const attributes = html.slice(tag.lastIndex, end);
    yield { ...rest(at), name: found[2]!.toLowerCase(), isClosing: found[1] === '/', attributes };
    from = end + 1;
    at = from;
  }
  yield rest(html.length);
}

/** Where the tag ends whose attributes begin here; a `>` between quotes does not end it. */
function tagEnd(html: string, from: number): number {
  for (let at = from; at < html.length; at++) {
    const sign = html[at]!;
    if (sign === '>') return at;
    if ((sign !== '"' && sign !== "'") || html[at - 1] !== '=') continue;
    const close = html.indexOf(sign, at + 1);
    if (close < 0) return html.indexOf('>', at);
    at = close;
  }
  return -1;
}

const decoded = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});/gi, (whole, name: string) => {
      if (!name.startsWith('#')) return named.get(name) ?? named.get(name.toLowerCase()) ?? whole;
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
        ? String.fromCodePoint(code)
        : '';
    });
