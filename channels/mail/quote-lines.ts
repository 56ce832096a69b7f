import {
  forwardWords,
  getWords,
  headerNames,
  markerWords,
  mobileWords,
  originalWords,
  wroteWords,
} from './quote-words.ts';

const literal = (word: string): string =>
  word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/['’]/g, "['’]");
const anyOf = (words: readonly string[]): string =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map(literal)
    .join('|');

const header = (names: readonly string[]) =>
  new RegExp(`^[>*\\s]{0,4}(?:${anyOf(names)})[*\\s]{0,3}[:：]`, 'iu');
const headers = {
  from: header(headerNames.from),
  sent: header(headerNames.sent),
  to: header(headerNames.to),
  subject: header(headerNames.subject),
};
const headerKinds = ['from', 'sent', 'to', 'subject'] as const;
const address = /[^\s<>()[\]"]+@[^\s<>()[\]"]+/u;
const wrote = new RegExp(
  `(?:^|[\\s\\d)>,、)])(?:${anyOf(wroteWords)})(?:$|[\\s:：,.<(])|(?:写道|寫道|のメール|書きました|작성)`,
  'iu',
);
const day =
  /\d{1,4}[./年 -]{1,3}\d{1,2}|\b\d{1,2}\.?\s+(?:de\s+)?\p{L}{3,}|\p{L}{3,}\.?\s+\d{1,2},|\d{1,2}[:.]\d{2}/u;
/** Who, as the last thing on the line. */
const addressed = /[<([][^\s<>()[\]"]+@[^\s<>()[\]"]+[>)\]]\s*[:：]$/u;
/** "I wrote to you on ...:" tells of a mail and introduces none. */
const told =
  /^(?:I|we|you|he|she|they|ich|wir|sie|er|je|j['’]ai|nous|vous|elle|yo|ella|io|lei|eu|ele|ela|ik|wij|jag|jeg)\s/i;
const year = /\b(?:19|20)\d\d(?!\d)/;
const time = /\d{1,2}[:.]\d{2}/;
const original = new RegExp(`^\\s*[-_=*—–]{2,}\\s*(?:${anyOf(originalWords)})\\s*[-_=*—–]{2,}\\s*$`, 'iu');
const barOnly = /^\s*[_=*—–-]{3,}\s*$/;
const footerBar = /^\s*_{20,}\s*$/;
const footerLines = 6;
const longestAttribution = 400;
const mobile = new RegExp(`^\\s*(?:${anyOf(mobileWords)})|(?:から送信|에서 보냄|gönderildi)\\.?\\s*$`, 'iu');
const getOutlook = new RegExp(`Outlook.*(?:${anyOf(getWords)})$`, 'iu');
const forward = new RegExp(`^\\s*(?:${anyOf(forwardWords)})\\s*[:：]?\\s*$`, 'iu');
const marker = new RegExp(anyOf(markerWords), 'iu');

/** Whether a line is quoted by the sign in front of it. */
export const isQuoted = (line: string): boolean => /^\s{0,3}>/.test(line);

/** Whether a line asks to reply above it. */
export const isMarker = (line: string): boolean => line.length < 200 && marker.test(line);

/** "-----Original Message-----" or "Begin forwarded message:" in any of the languages. */
export const isOriginalLine = (line: string): boolean =>
  line.length < 120 && (original.test(line) || forward.test(line));

/** The two dashes and a space (which some programs cut) that part a signature (RFC 3676, section 4.3). */
export const isSignatureLine = (line: string): boolean => /^--\s*$/.test(line);

/** A line that a telephone adds: "Sent from my ...". */
export const isMobileLine = (line: string): boolean =>
  line.length < 120 && (mobile.test(line) || getOutlook.test(line.trim()));

/** A bar, as programs draw above a header block. */
export const isBar = (line: string): boolean => barOnly.test(line);

/**
 * Whether a block of quoted headers begins at a line: a sender, and at least two more of date, receiver and subject within six more
 * lines without a gap; the sender first, or, as GMX writes it, the date. One such word at the begin of a sentence ("From: my point of
 * view") is no block.
 */
export function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const first = lines[at] ?? '';
  if (!headers.from.test(first) && !headers.sent.test(first) && !headers.subject.test(first)) return false;
  const found = new Set<string>();
  let hasAddress = headers.from.test(first); // that alone opens a block; another name may stand above a list of one's own
  for (const line of lines.slice(at, at + 7)) {
    if (line.trim() === '') break;
    hasAddress ||= line.length < longestAttribution && address.test(line);
    const name = headerKinds.find((kind) => headers[kind].test(line) && !found.has(kind));
    if (name) found.add(name);
  }
  return hasAddress && found.has('from') && found.size >= 3;
}

/** Whether a mailing list's footer begins at a line: a bar, then a few lines with an address, then nothing. */
export function isListFooter(lines: readonly string[], at: number): boolean {
  if (!footerBar.test(lines[at] ?? '')) return false;
  const below: string[] = [];
  for (let next = at + 1; next < lines.length && below.length <= footerLines; next++) {
    const line = lines[next] ?? '';
    if (line.trim() !== '' && !isQuoted(line)) below.push(line);
  }
  return below.length > 0 && below.length <= footerLines && below.some((line) => /https?:|@/.test(line));
}

/** How many lines, one to three, form the line above a quote ("On Monday, Ann <a@b> wrote:"); 0 for none. */
export function attributionAt(lines: readonly string[], at: number): number {
  const count = spanAt(lines, at);
  for (let inner = 1; inner < count; inner++)
    if (!isContinued(lines[at + inner] ?? '') && !isDated(lines, at, inner) && spanAt(lines, at + inner) > 0)
      return 0; // it begins further down
  return count;
}

/** The fewest lines from here that read as an attribution. */
function spanAt(lines: readonly string[], at: number): number {
  for (let count = 1, joined = ''; count <= 3; count++) {
    const line = lines[at + count - 1]?.trim() ?? '';
    if (line === '' || isQuoted(line)) return 0;
    joined = `${joined} ${line}`.trim();
    if (joined.length > longestAttribution) return 0;
    if (isAttribution(joined)) return count + (/[:：]$/.test(joined) ? 0 : restAfter(lines[at + count]));
  }
  return 0;
}

/** One more line where an attribution that ends with its address goes on with a single word or time and a colon ("napsal:"). */
const restAfter = (line = ''): number =>
  /^\s*(?:\p{L}+|\(.{1,60}\)|\d{1,2}[:.]\d{2}\))\s?[:：]\s*$/u.test(line) ? 1 : 0;

/** The date stands in the first line, and not again in the one that reads as an attribution by itself: it was wrapped within the name. */
const isDated = (lines: readonly string[], at: number, inner: number): boolean =>
  [year, time].every((part) => part.test(lines[at] ?? '') && !part.test(lines[at + inner] ?? ''));

/** The rest of a line that was wrapped before its address. */
const isContinued = (line: string): boolean => /^\s*[<([]/.test(line);

/**
 * It ends as such lines end and names a mail address or a day: with a word for writing, or, as programs say it in Russian, Japanese and
 * Hebrew, just a date with its year and who. A sentence about writing does neither.
 */
function isAttribution(line: string): boolean {
  if (told.test(line)) return false;
  const hasAddress = address.test(line);
  if (!/[:：]$/.test(line) && !(hasAddress && /[>)\]]$/.test(line))) return false;
  if (addressed.test(line) && year.test(line) && time.test(line)) return true;
  return wrote.test(line) && (hasAddress || (day.test(line) && line.length < 200));
}
