import { z } from 'zod';
import type { Reading } from '../../domain/iot/reading.ts';
import { matches } from '../../domain/matches.ts';
import { Refused } from '../../domain/refusals.ts';
import type { Stored } from '../../domain/stored.ts';
import { type Answer, type Asked, type Route, read } from '../http/route.ts';
import type { Row } from '../odata/field.ts';
import { fieldsOf } from '../odata/field.ts';
import { filterOf } from '../odata/filter.ts';
import { nextLink } from '../odata/list.ts';
import { mostOnPage, readOptions, usualOnPage } from '../odata/options.ts';
import { oneParams, type PlainFilter, theOne } from '../odata/resource.ts';
import { devices } from './devices.ts';
import { isNewestFirst, timeRangeOf, tooWide } from './time-range.ts';

/** A reading as lists show it. */
interface ShownReading extends Stored {
  readonly channel: string;
  readonly at: Date;
  readonly value: number;
}

const reading = fieldsOf<ShownReading>();
const fields = {
  channel: reading.text('channel'),
  at: reading.instant('at'),
  value: reading.number('value'),
};
const shape = z
  .object({ channel: z.string(), at: z.iso.datetime(), value: z.number() })
  .partial()
  .meta({ id: 'Reading' });

/** A question reads so many readings of the log at most. */
const mostLookedAt = 100_000;

const options = z.object({
  $filter: z.string().optional().describe("e.g. at ge 2026-03-01T00:00:00Z and channel eq 'temperature'"),
  $orderby: z.string().optional().describe('at, or at desc'),
  $top: z.string().optional(),
  $skip: z.string().optional(),
  $select: z.string().optional(),
  $count: z.string().optional(),
});

/** Single readings of a device, as they were sent; for those who hold the role, because they tell of people too. */
export const readingRoutes: readonly Route[] = [
  read(
    {
      method: 'get',
      path: '/api/devices/:id/readings',
      operationId: 'listReadings',
      summary: 'Lists the readings of a device, the oldest first',
      tag: devices.tag,
      roles: ['telemetry-reader'],
      params: oneParams,
      query: options,
      answer: z.object({
        '@odata.count': z.int().optional(),
        '@odata.nextLink': z.string().optional(),
        value: z.array(shape),
      }),
    },
    listReadings,
  ),
];

async function listReadings(asked: Asked<{ id: string }>): Promise<Answer> {
  const { actor, params, deps } = asked;
  const { tables } = deps;
  const { id } = await theOne(devices, { id: params.id, actor, tables });
  const said = readOptions(asked.options, { fields, expand: {} });
  const newestFirst = isNewestFirst(said.orderBy);
  const filter = said.filter && (await filterOf(said.filter, { fields, tables, unitId: actor.unitId }));
  const size = Math.min(said.top ?? usualOnPage, mostOnPage);
  const found = await find(asked, id, {
    filter: filter || undefined,
    newestFirst,
    most: said.count ? mostLookedAt + 1 : said.skip + size + 1,
  });
  const hasMore = found.length > said.skip + size && (said.top === undefined || said.top > size);
  const names = said.select ?? Object.keys(fields);
  const value = found
    .slice(said.skip, said.skip + size)
    .map((row) => Object.fromEntries(names.map((name) => [name, row[name as keyof typeof fields]])));
  return {
    headers: { 'OData-Version': '4.0' },
    body: {
      ...(said.count && { '@odata.count': found.length }),
      ...(hasMore && { '@odata.nextLink': nextLink(asked, said, size) }),
      value,
    },
  };
}

interface Wanted {
  readonly filter: PlainFilter | undefined;
  readonly newestFirst: boolean;
  readonly most: number;
}

async function find(
  asked: Asked,
  deviceId: string,
  wanted: Wanted,
): Promise<Omit<ShownReading, keyof Stored>[]> {
  const { from, to, channel, isAll } = timeRangeOf(wanted.filter);
  if (from >= to) return [];
  const most = isAll ? wanted.most : mostLookedAt + 1;
  const read = await asked.deps.telemetry.ofDevice(deviceId, {
    from,
    to,
    most: Math.min(most, mostLookedAt + 1),
    newestFirst: wanted.newestFirst,
    ...(channel !== undefined && { channel }),
  });
  const rows = read.map(shown);
  const found = isAll ? rows : rows.filter((row) => matches(row as unknown as Row, wanted.filter ?? {}));
  if (read.length > mostLookedAt && found.length < wanted.most) throw tooWide(mostLookedAt);
  if (wanted.most > mostLookedAt && read.length > mostLookedAt)
    throw new Refused('filter.invalid', { option: '$count', problem: `there are more than ${mostLookedAt}` });
  return found;
}

const shown = ({ channel, at, value }: Reading) => ({ channel, at: new Date(at), value });
