import { z } from 'zod';
import type { Place } from '../../domain/scheduling/travel.ts';
import type { TravelAsk } from './provider.ts';
import { askRouting, type Patience } from './routing-request.ts';
import type { Cell, RoutingService } from './routing-service.ts';
import { type NamedPlaces, RoutingTrouble } from './routing-trouble.ts';

/** Where an OSRM server listens and what it was prepared for. */
export interface OsrmOptions {
  readonly url: string;
  /** The profile in the path; a server serves the one it was prepared with, whatever is said. */
  readonly profile?: string;
  /** The server's --max-table-size: coordinates of one request, 100 unless it was started with more. */
  readonly tableSize?: number;
  readonly patience?: Patience;
}

const rows = z.array(z.array(z.number().nullable()));
const table = z.object({
  code: z.string(),
  message: z.string().optional(),
  durations: rows.optional(),
  distances: rows.optional(),
});

/**
 * The table service of an OSRM server (project-osrm.org/docs, HTTP API v1, "Table service"; docs/http in its
 * repository): `GET /table/v1/{profile}/{lon,lat;...}?sources=..&destinations=..&annotations=duration,distance`.
 * Seconds and metres; null is a pair no road joins; 400 with a `code` when the ask itself is wrong. It knows no traffic
 * and no hours. Servers before 5.18 answer no distances: those are estimated then.
 */
export function osrmService(options: OsrmOptions): RoutingService {
  const { url, profile = 'driving', tableSize = 100, patience } = options;
  const { host } = new URL(url);
  return {
    name: 'osrm',
    host,
    knowsHours: false,
    limits: () => ({ cells: tableSize ** 2, origins: tableSize, destinations: tableSize, places: tableSize }),
    async askBlock(ask) {
      const listed = listOf(ask);
      const asked = new URL(
        `${url.replace(/\/+$/, '')}/table/v1/${encodeURIComponent(profile)}/${listed.path}`,
      );
      const { status, body } = await askRouting(asked, {}, patience);
      const read = table.safeParse(body);
      if (!read.success) throw new RoutingTrouble('refused', host, `answered ${status} and no table`);
      if (read.data.code !== 'Ok') throw troubleOf(host, read.data, listed);
      return cellsOf(host, read.data, ask);
    },
  };
}

interface Listed {
  readonly path: string;
  /** Coordinates by their position in the request. */
  readonly sources: readonly number[];
  readonly destinations: readonly number[];
}

/** Each coordinate stands in the address once, however often it is asked about. */
function listOf({ origins, destinations }: TravelAsk): Listed {
  const positions = new Map<string, number>();
  const position = ({ lat, lon }: Place): number => {
    const text = `${lon.toFixed(6)},${lat.toFixed(6)}`;
    if (!positions.has(text)) positions.set(text, positions.size);
    return positions.get(text)!;
  };
  const sources = origins.map(position);
  const targets = destinations.map(position);
  const query = `sources=${sources.join(';')}&destinations=${targets.join(';')}`;
  const path = `${[...positions.keys()].join(';')}?${query}&annotations=duration,distance&generate_hints=false`;
  return { path, sources, destinations: targets };
}

function cellsOf(host: string, answer: z.infer<typeof table>, ask: TravelAsk): Cell[] {
  const { durations = [], distances } = answer;
  const hasShape =
    durations.length === ask.origins.length &&
    durations.every(({ length }) => length === ask.destinations.length);
  if (!hasShape) throw new RoutingTrouble('refused', host, 'answered a table of another size');
  return durations.flatMap((row, index) =>
    row.map((seconds, column): Cell => {
      if (seconds === null) return 'no_way';
      return { seconds, metres: distances?.[index]?.[column] ?? undefined };
    }),
  );
}

function troubleOf(host: string, answer: z.infer<typeof table>, listed: Listed): RoutingTrouble {
  const { code, message = '' } = answer;
  const said = `answered ${code}${message && ` (${message})`}`;
  if (code === 'TooBig') return new RoutingTrouble('too_big', host, said);
  if (code === 'NoTable') return new RoutingTrouble('no_path', host, said);
  if (code === 'NoSegment') return new RoutingTrouble('off_road', host, said, namedIn(message, listed));
  return new RoutingTrouble('refused', host, said);
}

/** "Could not find a matching segment for coordinate 3" names the coordinate; other wordings name none. */
function namedIn(message: string, { sources, destinations }: Listed): NamedPlaces | undefined {
  const named = /coordinate (\d+)\b/.exec(message)?.[1];
  if (named === undefined) return undefined;
  const among = (all: readonly number[]) => all.flatMap((at, index) => (at === Number(named) ? [index] : []));
  return { origins: among(sources), destinations: among(destinations) };
}
