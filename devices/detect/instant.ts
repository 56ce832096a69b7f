const day = 86_400_000;
const two = (bytes: Uint8Array, at: number): number => (bytes[at]! - 48) * 10 + (bytes[at + 1]! - 48);
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

let dateKey = -1;
let dateStart = Number.NaN;

/**
 * Epoch milliseconds of `2026-03-02T08:00:00[.123]Z` (or a space for the T, or no zone: UTC) written in these bytes; NaN for
 * any other form, which the slow way then reads. The last date is remembered: neighbouring lines mostly share it.
 */
export function instantIn(bytes: Buffer, start: number, end: number): number {
  const length = end - start;
  if (length < 19 || length > 24) return Number.NaN;
  for (let index = 0; index < 19; index++) {
    const code = bytes[start + index]!;
    if (index === 4 || index === 7 ? code !== 45 : index === 10 ? code !== 84 && code !== 32 : false)
      return Number.NaN;
    if (
      index === 13 || index === 16
        ? code !== 58
        : index !== 4 && index !== 7 && index !== 10 && !isDigit(code)
    )
      return Number.NaN;
  }
  const [year, month, date] = [
    two(bytes, start) * 100 + two(bytes, start + 2),
    two(bytes, start + 5),
    two(bytes, start + 8),
  ];
  const key = (year * 16 + month) * 32 + date;
  if (key !== dateKey) {
    dateStart = midnightOf(year, month, date);
    dateKey = key;
  }
  const [hours, minutes, seconds] = [two(bytes, start + 11), two(bytes, start + 14), two(bytes, start + 17)];
  if (hours > 23 || minutes > 59 || seconds > 59) return Number.NaN;
  const whole = dateStart + ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return length === 19 ? whole : whole + tailOf(bytes, start + 19, end);
}

function midnightOf(year: number, month: number, date: number): number {
  const at = Date.UTC(year, month - 1, date);
  const back = new Date(at);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === date
    ? Math.floor(at / day) * day
    : Number.NaN;
}

/** Milliseconds of what follows the seconds: `Z`, `.12Z`, `.123`; NaN for a zone other than UTC. */
function tailOf(bytes: Buffer, start: number, end: number): number {
  const last = bytes[end - 1] === 90 ? end - 1 : end;
  if (last === start) return 0;
  if (bytes[start] !== 46 || last - start < 2 || last - start > 4) return Number.NaN;
  let parts = 0;
  let scale = 100;
  for (let at = start + 1; at < last; at++, scale /= 10) {
    if (!isDigit(bytes[at]!)) return Number.NaN;
    parts += (bytes[at]! - 48) * scale;
  }
  return parts;
}

/** Any time that can be read, in epoch milliseconds; a time without a zone is UTC. NaN when it is none. */
export function instantOf(text: string): number {
  const trimmed = text.trim().replace(' ', 'T');
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(trimmed) ?? [];
  if (Number.isNaN(midnightOf(Number(year), Number(month), Number(date)))) return Number.NaN; // 30 February
  const isPlain = trimmed.includes('T') && !/(?:[zZ]|[+-]\d{2}:?\d{2})$/.test(trimmed);
  return Date.parse(isPlain ? `${trimmed}Z` : trimmed);
}
