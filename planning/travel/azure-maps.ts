import { z } from 'zod';
import type { Place } from '../../domain/scheduling/travel.ts';
import type { BlockLimits } from './blocks.ts';
import type { TravelAsk } from './provider.ts';
import { askRouting, type Patience } from './routing-request.ts';
import type { Cell, RoutingService } from './routing-service.ts';
import { RoutingTrouble } from './routing-trouble.ts';

/** Which Azure Maps account is asked. */
export interface AzureMapsOptions {
  /** The shared key of the account. */
  readonly key: string;
  readonly url?: string;
  readonly travelMode?: 'driving' | 'truck' | 'walking';
  readonly now: () => number;
  readonly patience?: Patience;
}

const weekMs = 7 * 86_400_000;
const boxMetres = 400_000;

const cell = z.object({
  statusCode: z.number().optional(),
  originIndex: z.number(),
  destinationIndex: z.number(),
  distanceInMeters: z.number().nullish(),
  durationInSeconds: z.number().nullish(),
  durationTrafficInSeconds: z.number().nullish(),
  error: z.object({ code: z.string().optional(), message: z.string().optional() }).nullish(),
});
const answer = z.object({ properties: z.object({ matrix: z.array(cell) }) });
const refusal = z.object({ error: z.object({ code: z.string().optional() }) });

/**
 * The route matrix of Azure Maps, version 2025-01-01 (learn.microsoft.com/rest/api/maps/route/post-route-matrix; version
 * 1.0 is switched off on 31 March 2028), the synchronous call: `POST /route/matrix?api-version=2025-01-01`, origins and
 * destinations as GeoJSON MultiPoints, the key in the `subscription-key` header. Each cell has a status of its own.
 */
export function azureMapsService(options: AzureMapsOptions): RoutingService {
  const { key, url = 'https://atlas.microsoft.com', travelMode = 'driving', now, patience } = options;
  const asked = new URL(`${url.replace(/\/+$/, '')}/route/matrix?api-version=2025-01-01`);
  const { host } = asked;
  const headers = { 'content-type': 'application/geo+json', 'subscription-key': key };
  return {
    name: 'azure-maps',
    host,
    knowsHours: true,
    limits: (ask) => limitsFor(ask, travelMode),
    async askBlock(ask) {
      const departure = ask.departAt && { departAt: toCome(ask.departAt, now()).toISOString() };
      const body = JSON.stringify({ ...featuresOf(ask), travelMode, ...departure });
      const reply = await askRouting(asked, { method: 'POST', headers, body }, patience);
      const read = answer.safeParse(reply.body);
      if (reply.status === 200 && read.success) return cellsOf(read.data, ask);
      const code = refusal.safeParse(reply.body).data?.error.code;
      throw new RoutingTrouble('refused', host, `answered ${reply.status}${code ? ` (${code})` : ''}`);
    },
  };
}

/**
 * The documented limits of a synchronous call: 2,500 cells where no time is given and the mode is driving or truck; with
 * a departure 200 cells inside a box of 400 km, else 100.
 */
function limitsFor({ origins, destinations, departAt }: TravelAsk, travelMode: string): BlockLimits {
  if (departAt === undefined && travelMode !== 'walking')
    return { cells: 2_500, origins: 1_000, destinations: 1_000 };
  const most = fitsBox([...origins, ...destinations]) ? 200 : 100;
  return { cells: most, origins: most, destinations: most };
}

function fitsBox(places: readonly Place[]): boolean {
  let [south, north, west, east] = [90, -90, 180, -180];
  for (const { lat, lon } of places) {
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
  }
  const metresEach = 111_320;
  const nearestToEquator = south < 0 && north > 0 ? 0 : Math.min(Math.abs(south), Math.abs(north));
  const widest = Math.cos((nearestToEquator * Math.PI) / 180);
  return (north - south) * metresEach < boxMetres && (east - west) * metresEach * widest < boxMetres;
}

/** Traffic is not told for the past: the same hour of the next week that is still to come stands for it. */
function toCome(departAt: Date, now: number): Date {
  const late = now - departAt.getTime();
  return late < 0 ? departAt : new Date(departAt.getTime() + (Math.floor(late / weekMs) + 1) * weekMs);
}

function featuresOf({ origins, destinations }: TravelAsk) {
  const feature = (pointType: string, places: readonly Place[]) => ({
    type: 'Feature',
    geometry: { type: 'MultiPoint', coordinates: places.map(({ lat, lon }) => [lon, lat]) },
    properties: { pointType },
  });
  return {
    type: 'FeatureCollection',
    features: [feature('origins', origins), feature('destinations', destinations)],
  };
}

/** Cells that came without a figure stay open, except where the service says that no road leads. */
function cellsOf({ properties }: z.infer<typeof answer>, ask: TravelAsk): Cell[] {
  const columns = ask.destinations.length;
  const cells = new Array<Cell>(ask.origins.length * columns).fill(undefined);
  for (const found of properties.matrix) {
    if (found.originIndex >= ask.origins.length || found.destinationIndex >= columns) continue;
    const at = found.originIndex * columns + found.destinationIndex;
    const seconds = found.durationTrafficInSeconds ?? found.durationInSeconds;
    const isGood = (found.statusCode ?? 200) === 200 && seconds !== null && seconds !== undefined;
    if (isGood) cells[at] = { seconds, metres: found.distanceInMeters ?? undefined };
    else if (/no_?route/i.test(found.error?.code ?? '')) cells[at] = 'no_way';
  }
  return cells;
}
