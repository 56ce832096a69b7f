import { visibleText } from './html-text.ts';
import {
  attributionAt,
  isBar,
  isHeaderBlock,
  isListFooter,
  isMarker,
  isMobileLine,
  isOriginalLine,
  isQuoted,
  isSignatureLine,
} from './quote-lines.ts';

/** A mail's body as it came. */
export interface MailBody {
  readonly text: string;
  /** Read where there is no text. */
  readonly html?: string | undefined;
}

/** Nobody types more; what is beyond it is a quote of quotes. */
const longestBody = 500_000;
/** Pictures may stand inside of HTML. */
const longestHtml = 8_000_000;

/**
 * What the sender newly wrote: without the mail it answers, the line above that ("On Monday, Ann wrote:"), signature and
 * "Sent from my ...". Answers between and below quoted lines are kept. A body that is nothing but quote comes back whole,
 * because showing too much is better than losing words. Linear in the length.
 */
export function replyText({ text, html }: MailBody): string {
  const body = text.trim() === '' && html ? visibleText(html.slice(0, longestHtml)) : text;
  const lines = body
    .slice(0, longestBody)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .split('\n');
  const written = trimmed(withoutQuotes(lines));
  if (written !== '') return written;
  return trimmed(lines.map((line) => line.replace(/^\s*(?:>\s?)+/, '')));
}

function withoutQuotes(lines: readonly string[]): string[] {
  const kept: string[] = [];
  const hasAttribution = lines.some((_, at) => attributionAt(lines, at) > 0);
  const hasOwn = lines.some((line) => line.trim() !== '' && !isQuoted(line));
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (isMarker(line) || isOriginalLine(line) || isHeaderBlock(lines, at)) break;
    if (isBar(line) && isHeaderBlock(lines, nextWritten(lines, at + 1))) break;
    if (isSignatureLine(line) || isListFooter(lines, at)) break;
    if (isMobileLine(line) && endsAt(lines, at + 1)) continue;
    const attribution = attributionAt(lines, at);
    if (attribution > 0) {
      const quote = nextWritten(lines, at + attribution);
      if (isQuoted(lines[quote] ?? '')) {
        at = quote - 1;
        continue;
      }
      // quoted without a sign: all below is the other's; a sentence that is like it names no address and goes on at once
      const hasAddress = lines.slice(at, at + attribution).some((each) => each.includes('@'));
      if (hasAddress || quote > at + attribution || quote >= lines.length) break;
    }
    if (isQuoted(line)) {
      const end = endOfQuote(lines, at);
      if (hasAttribution || (hasOwn && isForeign(lines, at, end))) {
        at = end - 1;
        continue;
      }
    }
    kept.push(line);
  }
  return kept;
}

/** Lines begun with the sign and no line above them: a quote if they are many, or stand beside something written. */
const isForeign = (lines: readonly string[], at: number, end: number): boolean =>
  end - at >= 2 && (at > 0 || end < lines.length);

function endOfQuote(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && isQuoted(lines[end] ?? '')) end++;
  return end;
}

function nextWritten(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && (lines[at] ?? '').trim() === '') at++;
  return at;
}

/** Whether nothing newly written follows: the end, a signature, or the quoted mail. */
function endsAt(lines: readonly string[], from: number): boolean {
  const at = nextWritten(lines, from);
  const line = lines[at] ?? '';
  return (
    at >= lines.length ||
    isMarker(line) ||
    isOriginalLine(line) ||
    isBar(line) ||
    isSignatureLine(line) ||
    isQuoted(line) ||
    isHeaderBlock(lines, at) ||
    attributionAt(lines, at) > 0
  );
}

const trimmed = (lines: readonly string[]): string =>
  lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
