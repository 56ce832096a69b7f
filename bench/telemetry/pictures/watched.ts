import type { Finding, FindingKind } from '../../../domain/iot/finding.ts';
import type { Watch } from '../../../domain/iot/watch.ts';
import type { Drawn, Mark } from './chart.ts';
import type { Series } from './series.ts';

/** One device whose readings are watched from the first on, and what of it is drawn. */
export interface Watched {
  readonly watch: Watch;
  readonly device: string;
  readonly series: Series;
  readonly channel: string;
  readonly kind: FindingKind;
  /** The stretch that is drawn; everything before it was seen too. */
  readonly from: number;
  readonly to: number;
  /** Others that are watched beside it, as the fleet they are. */
  readonly peers?: readonly { readonly device: string; readonly series: Series }[];
}

const tickMs = 60_000;
const longest = 46;

/** Runs the watch over a series as it runs in the product, ticks between the readings among it. */
export function watched(asked: Watched): { points: Drawn[]; raised: Mark[]; cleared: Mark[] } {
  const { watch, device, series, channel, kind, from, to } = asked;
  const points: Drawn[] = [];
  const findings: Finding[] = [];
  const keep = (some: readonly Finding[]) => {
    for (const one of some) {
      const isShown = one.kind === kind && (one.channel === channel || kind === 'joint');
      if (one.device === device && isShown) findings.push(one);
    }
  };
  let clock = 0;
  for (const row of inOrder(asked)) {
    for (; kind === 'gap' && clock > 0 && clock + tickMs < row.at; clock += tickMs) {
      const told = [...watch.tick(clock + tickMs)];
      keep(told);
      for (const { at, score } of told.slice(0, 1))
        if (at > from && at < to) points.push({ at, value: Number.NaN, low: null, high: null, score });
    }
    clock = row.at;
    let score = 0;
    for (const [column, name] of row.series.channels.entries()) {
      const seen = watch.observe(row.device, name, row.at, row.values[column]!);
      keep(seen.findings);
      if (row.device === device && (name === channel || kind === 'joint'))
        score = Math.max(score, seen.score);
    }
    if (row.device !== device || row.at < from || row.at > to) continue;
    const { band } = watch.status(device, channel);
    const value = row.values[series.channels.indexOf(channel)]!;
    points.push({ at: row.at, value, low: band?.low ?? null, high: band?.high ?? null, score });
  }
  const marks = (state: Finding['state']): Mark[] =>
    findings.filter((one) => one.state === state).map((one) => ({ from: one.at, text: wordOf(one) }));
  return { points, raised: marks('raised'), cleared: marks('cleared') };
}

const wordOf = ({ state, detail, kind }: Finding): string => {
  if (state === 'cleared') return 'cleared';
  const told = `${kind}: ${detail}`;
  return told.length > longest ? `${told.slice(0, told.lastIndexOf(' ', longest))} …` : told;
};

function* inOrder({ device, series, peers = [] }: Watched) {
  const all = [{ device, series }, ...peers].flatMap((one) =>
    one.series.rows.map((row) => ({ ...one, ...row })),
  );
  yield* all.sort((one, other) => one.at - other.at);
}
