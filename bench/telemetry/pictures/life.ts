import { fitLife, lifeCurve, lifeLeft, remainingLife } from '../../../domain/iot/life/life.ts';
import { readRuns } from '../life.ts';

const [width, height, left, right, top, bottom] = [960, 400, 70, 18, 44, 60];
const shown = 84; // an engine that the model was not fitted on

const style = `
svg { font: 13px system-ui, sans-serif; --ground: #ffffff; --ink: #1f2328; --soft: #6e7781; --grid: #d8dee4; --line: #0969da; --band: #54aeff; --truth: #bf8700; }
@media (prefers-color-scheme: dark) { svg { --ground: #0d1117; --ink: #e6edf3; --soft: #9198a1; --grid: #30363d; --line: #58a6ff; --band: #1f6feb; --truth: #d29922; } }
.ground { fill: var(--ground); } text { fill: var(--ink); } .soft { fill: var(--soft); font-size: 12px; } .title { font-size: 15px; font-weight: 600; }
.grid { stroke: var(--grid); } .line { fill: none; stroke: var(--line); stroke-width: 1.8; } .truth { fill: none; stroke: var(--truth); stroke-width: 1.8; stroke-dasharray: 6 4; }
.band { fill: var(--band); opacity: .22; } .t-line { fill: var(--line); } .t-truth { fill: var(--truth); }`;

/** What the model answers at each cycle of an engine it has never seen, beside what was left in truth. */
export function drawLife(path: string): string {
  const engines = readRuns(path);
  const model = fitLife(engines.slice(0, 70), { seed: 1 });
  const run = engines[shown]!;
  const answers = lifeCurve(model, run);
  const truth = lifeLeft(run, model.cap);
  const bands = run.flatMap((_, cycle) =>
    cycle % 5 === 0 ? [{ cycle, ...remainingLife(model, run.slice(0, cycle + 1)) }] : [],
  );
  const x = (cycle: number): number => left + (cycle / (run.length - 1)) * (width - left - right);
  const y = (life: number): number => height - bottom - (Math.min(140, life) / 140) * (height - top - bottom);
  const at = (cycle: number, life: number): string => `${x(cycle).toFixed(1)},${y(life).toFixed(1)}`;
  const line = (of: readonly number[]): string => of.map((life, cycle) => at(cycle, life)).join(' ');
  const band = [
    ...bands.map(({ cycle, low }) => at(cycle, low)),
    ...bands.toReversed().map(({ cycle, high }) => at(cycle, high)),
  ].join(' ');
  const grid = [0, 25, 50, 75, 100, 125].map(
    (life) =>
      `<line class="grid" x1="${left}" x2="${width - right}" y1="${y(life)}" y2="${y(life)}"/><text class="soft" x="${left - 8}" y="${y(life) + 4}" text-anchor="end">${life}</text>`,
  );
  const ticks = Array.from({ length: Math.floor(run.length / 25) + 1 }, (_, place) => place * 25).map(
    (cycle) =>
      `<text class="soft" x="${x(cycle)}" y="${height - bottom + 20}" text-anchor="middle">${cycle}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="remaining life of a turbofan engine">`,
    `<style>${style}</style><rect class="ground" width="${width}" height="${height}"/>`,
    `<text class="title" x="${left}" y="24">remaining life: turbofan engine ${shown + 1}, fitted on engines 1-70</text>`,
    ...grid,
    ...ticks,
    `<polygon class="band" points="${band}"/><polyline class="truth" points="${line(truth)}"/><polyline class="line" points="${line(answers)}"/>`,
    `<text class="t-line" x="${width - right - 8}" y="${top + 12}" text-anchor="end">answered, with its 80 % range</text>`,
    `<text class="t-truth" x="${width - right - 8}" y="${top + 30}" text-anchor="end">in truth (capped at ${model.cap})</text>`,
    `<text x="20" y="${(top + height - bottom) / 2}" text-anchor="middle" transform="rotate(-90 20 ${(top + height - bottom) / 2})">cycles left</text>`,
    `<text class="soft" x="${(left + width - right) / 2}" y="${height - 12}" text-anchor="middle">cycles flown</text>`,
    '</svg>',
    '',
  ].join('\n');
}
