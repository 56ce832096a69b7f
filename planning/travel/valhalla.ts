import { z } from 'zod';
import type { Place } from '../../domain/scheduling/travel.ts';
import { wallClock } from '../../domain/sla/zone-offsets.ts';
import type { TravelAsk } from './provider.ts';
import { askRouting, type Patience } from './routing-request.ts';
import type { Cell, RoutingService } from './routing-service.ts';
import { RoutingTrouble, type TroubleKind } from './routing-trouble.ts';

/** Where a Valhalla server listens and how its technicians travel. */
export interface ValhallaOptions {
  readonly url: string;
  /** A costing model: auto, truck, bicycle, pedestrian ... */
  readonly costing?: string;
  /** IANA zone: the server takes departures as local time without a zone. */
  readonly zone: string;
  readonly patience?: Patience;
}

const figures = z.array(z.array(z.number().nullable()));
const pair = z.object({
  from_index: z.number(),
  to_index: z.number(),
  time: z.number().nullish(),
  distance: z.number().nullish(),
});
const answer = z.object({
  units: z.string().optional(),
  sources_to_targets: z.union([
    z.object({ durations: figures, distances: figures.optional() }),
    z.array(z.union([pair, z.array(pair)])),
  ]),
});
const refusal = z.object({ error_code: z.number(), error: z.string().optional() });

/** service_limits.auto.max_matrix_location_pairs of the configuration that Valhalla ships. */
const mostPairs = 2_500;
const kmPerMile = 1.609344;

/**
 * The matrix service of a Valhalla server (valhalla.github.io/valhalla, "Time-Distance Matrix service"):
 * `POST /sources_to_targets` with `sources`, `targets` and `costing`; seconds and kilometres, null where no path is.
 * The compact answer (`verbose` false) is asked for, and the long one of older servers is read too. A departure is sent
 * as local time; then a request may not hold more sources than targets.
 */
export function valhallaService({ url, costing = 'auto', zone, patience }: ValhallaOptions): RoutingService {
  const asked = new URL(`${url.replace(/\/+$/, '')}/sources_to_targets`);
  const { host } = asked;
  return {
    name: 'valhalla',
    host,
    knowsHours: true,
    limits: ({ departAt }) => ({
      cells: mostPairs,
      origins: mostPairs,
      destinations: mostPairs,
      wide: departAt !== undefined,
    }),
    async askBlock(ask) {
      const body = JSON.stringify(requestOf(ask, { costing, zone }));
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
      const reply = await askRouting(asked, init, patience);
      const read = answer.safeParse(reply.body);
      if (reply.status !== 200 || !read.success) throw troubleOf(host, reply);
      return cellsOf(host, read.data, ask);
    },
  };
}

const point = ({ lat, lon }: Place) => ({ lat, lon });

function requestOf(ask: TravelAsk, { costing, zone }: { costing: string; zone: string }) {
  const departure = ask.departAt && {
    date_time: { type: 1, value: wallClock(ask.departAt, zone).toISOString().slice(0, 16) },
  };
  return {
    sources: ask.origins.map(point),
    targets: ask.destinations.map(point),
    costing,
    units: 'kilometers',
    verbose: false,
    ...departure,
  };
}

function cellsOf(host: string, read: z.infer<typeof answer>, ask: TravelAsk): Cell[] {
  const metresEach = read.units?.startsWith('mi') ? kmPerMile * 1000 : 1000;
  const cellOf = (seconds?: number | null, distance?: number | null): Cell => {
    if (seconds === null || seconds === undefined) return 'no_way';
    const metres = distance === null || distance === undefined ? undefined : distance * metresEach;
    return { seconds, metres };
  };
  const size = ask.origins.length * ask.destinations.length;
  const found = read.sources_to_targets;
  const cells = new Array<Cell>(size).fill(undefined);
  let count = 0;
  const put = (at: number, cell: Cell): void => {
    count++;
    cells[at] = cell;
  };
  if (Array.isArray(found)) {
    for (const { from_index: from, to_index: to, time, distance } of found.flat())
      put(from * ask.destinations.length + to, cellOf(time, distance));
  } else {
    const distances = found.distances?.flat();
    found.durations.flat().forEach((seconds, at) => {
      put(at, cellOf(seconds, distances?.[at]));
    });
  }
  if (count === size && cells.length === size) return cells;
  throw new RoutingTrouble('refused', host, 'answered a matrix of another size');
}

/**
 * Every refusal is a 400; the number in the body says which (Valhalla's list of internal error codes). 150 too many
 * places; 154 places further apart than the server allows; 171 no road near a place; 170, 441, 442 no path.
 */
const kinds: Readonly<Record<number, TroubleKind>> = {
  150: 'too_big',
  154: 'off_road',
  170: 'no_path',
  171: 'off_road',
  441: 'no_path',
  442: 'no_path',
};

function troubleOf(host: string, { status, body }: { status: number; body: unknown }): RoutingTrouble {
  const read = refusal.safeParse(body);
  if (!read.success) return new RoutingTrouble('refused', host, `answered ${status} and no matrix`);
  const { error_code: code, error = '' } = read.data;
  const said = `answered ${status}, error ${code}${error && ` (${error})`}`;
  return new RoutingTrouble(kinds[code] ?? 'refused', host, said);
}
