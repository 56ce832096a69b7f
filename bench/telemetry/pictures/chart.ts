/** One instant of a series as it is drawn. */
export interface Drawn {
  readonly at: number;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly score: number;
}

/** A stretch or an instant that is marked, with its word. */
export interface Mark {
  readonly from: number;
  readonly to?: number;
  readonly text: string;
}

/** Everything a picture shows. */
export interface Picture {
  readonly title: string;
  /** What the upper axis counts, with its unit. */
  readonly unit: string;
  /** What the lower axis counts. */
  readonly lower: { readonly unit: string; readonly line: number; readonly lineText: string };
  readonly points: readonly Drawn[];
  readonly fault: Mark | null;
  readonly raised: readonly Mark[];
  readonly cleared: readonly Mark[];
}

const [width, left, right] = [960, 76, 18];
const upper = { top: 44, height: 250 };
const lowerPanel = { top: 326, height: 96 };
const height = 474;
const most = 700;

const style = `
svg { font: 13px system-ui, sans-serif; --ground: #ffffff; --ink: #1f2328; --soft: #6e7781; --grid: #d8dee4; --line: #0969da; --band: #54aeff; --fault: #bf8700; --raised: #cf222e; --cleared: #1a7f37; }
@media (prefers-color-scheme: dark) { svg { --ground: #0d1117; --ink: #e6edf3; --soft: #9198a1; --grid: #30363d; --line: #58a6ff; --band: #1f6feb; --fault: #d29922; --raised: #ff7b72; --cleared: #56d364; } }
.ground { fill: var(--ground); } text { fill: var(--ink); } .soft { fill: var(--soft); font-size: 12px; }
.title { font-size: 15px; font-weight: 600; } .grid { stroke: var(--grid); stroke-width: 1; }
.line { fill: none; stroke: var(--line); stroke-width: 1.3; } .band { fill: var(--band); opacity: .22; }
.fault { fill: var(--fault); opacity: .2; } .limit { stroke: var(--raised); stroke-dasharray: 5 4; }
.raised { stroke: var(--raised); stroke-width: 1.6; } .cleared { stroke: var(--cleared); stroke-width: 1.6; }
.t-raised, .t-cleared { paint-order: stroke; stroke: var(--ground); stroke-width: 4px; stroke-linejoin: round; }
.t-raised { fill: var(--raised); } .t-cleared { fill: var(--cleared); } .t-fault { fill: var(--fault); }`;

const round = (value: number): string => String(Number(value.toFixed(1)));
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const day = 86_400_000;

/** Draws a picture as a page of SVG: the channel with what was expected of it, and the detector's score below. */
export function draw(picture: Picture): string {
  const points = thinned(picture.points);
  const { at: from } = points[0]!;
  const to = points.at(-1)!.at;
  const x = (at: number): number => left + ((at - from) / (to - from)) * (width - left - right);
  const [low, high] = rangeOf(points);
  const y = scale(upper, low, high);
  const s = scale(lowerPanel, 0, Math.max(1, ...points.map(({ score }) => score)));
  const { fault, lower } = picture;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(picture.title)}">`,
    `<style>${style}</style><rect class="ground" width="${width}" height="${height}"/>`,
    `<text class="title" x="${left}" y="24">${escaped(picture.title)}</text>`,
    ...(fault?.to === undefined
      ? []
      : [shade(x(Math.max(from, fault.from)), x(Math.min(to, fault.to)), fault.text)]),
    ...gridOf(y, ticksOf(low, high)),
    ...gridOf(
      s,
      lower.line === 0.5 ? [0, 0.5, 1] : ticksOf(0, Math.max(...points.map(({ score }) => score))),
    ),
    ...timesOf(from, to, x),
    `<polygon class="band" points="${bandOf(points, x, y)}"/>`,
    ...linesOf(points, (one) => `${round(x(one.at))},${round(y.of(one.value))}`),
    `<polyline class="line" points="${points.map(({ at, score }) => `${round(x(at))},${round(s.of(score))}`).join(' ')}"/>`,
    `<line class="limit" x1="${left}" x2="${width - right}" y1="${round(s.of(lower.line))}" y2="${round(s.of(lower.line))}"/>`,
    `<text class="soft" x="${width - right - 4}" y="${round(s.of(lower.line) - 5)}" text-anchor="end">${escaped(lower.lineText)}</text>`,
    ...marksOf(picture.cleared, 'cleared', { from, to, x }),
    ...marksOf(picture.raised, 'raised', { from, to, x }),
    axis(picture.unit, upper),
    axis(lower.unit, lowerPanel),
    `<text class="soft" x="${(left + width - right) / 2}" y="${height - 8}" text-anchor="middle">time (UTC)</text>`,
    '</svg>',
    '',
  ].join('\n');
}

interface Scale {
  readonly of: (value: number) => number;
}

const scale = ({ top, height: tall }: typeof upper, low: number, high: number): Scale => ({
  of: (value) => top + tall - ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * tall,
});

/** Keeps the least and the greatest of each few points, so that a spike stays a spike. */
function thinned(points: readonly Drawn[]): readonly Drawn[] {
  const size = Math.ceil((2 * points.length) / most);
  if (size < 3) return points;
  const kept: Drawn[] = [];
  for (let from = 0; from < points.length; from += size) {
    const some = points.slice(from, from + size);
    const best = some.reduce((top, one) => Math.max(top, one.score), 0);
    const [least, greatest] = [some, some].map((of, side) =>
      of.reduce((found, one) =>
        (side === 0 ? one.value < found.value : one.value > found.value) ? one : found,
      ),
    ) as [Drawn, Drawn];
    const ends = least.at < greatest.at ? [least, greatest] : [greatest, least];
    kept.push(...(least === greatest ? [least] : ends).map((one) => ({ ...one, score: best })));
  }
  return kept;
}

function rangeOf(points: readonly Drawn[]): readonly [number, number] {
  const values = points.map(({ value }) => value).filter((value) => !Number.isNaN(value));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || 1) * 0.12;
  return [low - room, high + room];
}

function ticksOf(low: number, high: number): number[] {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough)!;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, place) => (first + place) * step);
}

const gridOf = (axis: Scale, ticks: readonly number[]): string[] =>
  ticks.map((tick) => {
    const at = round(axis.of(tick));
    const text = String(Number(tick.toPrecision(6)));
    return `<line class="grid" x1="${left}" x2="${width - right}" y1="${at}" y2="${at}"/><text class="soft" x="${left - 8}" y="${Number(at) + 4}" text-anchor="end">${text}</text>`;
  });

const hour = 3_600_000;
const steps = [1, 2, 3, 6, 12, 24, 48, 72, 120, 168].map((hours) => hours * hour);

function timesOf(from: number, to: number, x: (at: number) => number): string[] {
  const step = steps.find((one) => (to - from) / one <= 10) ?? 7 * day;
  const { top, height: tall } = lowerPanel;
  const lines: string[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    const place = round(x(at));
    const side = Number(place) > width - 50 ? 'end' : 'middle';
    lines.push(
      `<line class="grid" x1="${place}" x2="${place}" y1="${upper.top}" y2="${top + tall}"/><text class="soft" x="${place}" y="${top + tall + 20}" text-anchor="${side}">${timeWord(at)}</text>`,
    );
  }
  return lines;
}

const timeWord = (at: number): string =>
  at % day === 0
    ? new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
    : new Date(at).toISOString().slice(11, 16);

/** A line for each stretch without a hole in it. */
function linesOf(points: readonly Drawn[], at: (one: Drawn) => string): string[] {
  const stretches: string[][] = [[]];
  for (const one of points)
    if (Number.isNaN(one.value)) stretches.push([]);
    else stretches.at(-1)!.push(at(one));
  return stretches.map((places) => `<polyline class="line" points="${places.join(' ')}"/>`);
}

const bandOf = (points: readonly Drawn[], x: (at: number) => number, y: Scale): string => {
  const known = points.filter(({ low }) => low !== null);
  const side = (of: readonly Drawn[], value: (one: Drawn) => number) =>
    of.map((one) => `${round(x(one.at))},${round(y.of(value(one)))}`);
  return [...side(known, ({ low }) => low!), ...side(known.toReversed(), ({ high }) => high!)].join(' ');
};

const shade = (from: number, to: number, text: string): string =>
  `<rect class="fault" x="${round(from)}" y="${upper.top}" width="${round(Math.max(2, to - from))}" height="${lowerPanel.top + lowerPanel.height - upper.top}"/><text class="t-fault" x="${round((from + to) / 2)}" y="${upper.top - 4}" text-anchor="middle">${escaped(text)}</text>`;

function marksOf(
  marks: readonly Mark[],
  kind: 'raised' | 'cleared',
  { from, to, x }: { readonly from: number; readonly to: number; readonly x: (at: number) => number },
): string[] {
  const bottom = lowerPanel.top + lowerPanel.height;
  return marks
    .filter((mark) => mark.from >= from && mark.from <= to)
    .map((mark) => {
      const place = round(x(mark.from));
      const isFarRight = Number(place) + 6.7 * mark.text.length > width - right;
      const row = kind === 'raised' ? 14 : 30;
      return `<line class="${kind}" x1="${place}" x2="${place}" y1="${upper.top}" y2="${bottom}"/><text class="t-${kind}" x="${Number(place) + (isFarRight ? -5 : 5)}" y="${upper.top + row}" text-anchor="${isFarRight ? 'end' : 'start'}">${escaped(mark.text)}</text>`;
    });
}

const axis = (text: string, { top, height: tall }: typeof upper): string =>
  `<text x="20" y="${top + tall / 2}" text-anchor="middle" transform="rotate(-90 20 ${top + tall / 2})">${escaped(text)}</text>`;
