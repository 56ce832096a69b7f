import { setImmediate as others } from 'node:timers/promises';
import { z } from 'zod';
import { aggregator } from '../../domain/iot/aggregate.ts';
import { hasRole } from '../../domain/people/actor.ts';
import { durationMs } from '../../domain/iot/rules/rule.ts';
import { Refused } from '../../domain/refusals.ts';
import type { ApiDeps } from '../deps.ts';
import { ok, type Route, read, staff } from '../http/route.ts';
import { instantOf } from '../odata/filter-syntax.ts';
import { oneParams, theOne } from '../odata/resource.ts';
import { devices } from './devices.ts';
import { tooWide } from './time-range.ts';

const dayMs = 86_400_000;
/** Shorter stretches would be single readings by another name; who may read those may have them. */
const shortest = { usual: { ms: 3_600_000, text: 'PT1H' }, reader: { ms: 300_000, text: 'PT5M' } } as const;
const mostStretches = 2_000;
const mostLookedAt = 500_000;
const pageSize = 10_000;

const query = z.object({
  channel: z.string().max(200).optional().describe('One channel; all when left out'),
  every: z
    .string()
    .max(40)
    .default('PT1H')
    .describe('Length of a stretch: an ISO 8601 duration, at least PT1H; PT5M for telemetry readers'),
  from: z
    .string()
    .max(40)
    .optional()
    .describe('An instant, taken back to the beginning of its stretch; a day before `to` when left out'),
  to: z
    .string()
    .max(40)
    .optional()
    .describe('An instant, put off to the end of its stretch; now when left out'),
});

const shape = z
  .object({
    channel: z.string(),
    at: z.iso.datetime().describe('When the stretch begins'),
    count: z.int(),
    min: z.number(),
    mean: z.number(),
    max: z.number(),
  })
  .meta({ id: 'ReadingAggregate' });

/** How a device ran, stretch by stretch: what everybody who works here may see of its readings. */
export const aggregateRoutes: readonly Route[] = [
  read(
    {
      method: 'get',
      path: '/api/devices/:id/aggregates',
      operationId: 'listAggregates',
      summary: 'Count, least, mean and greatest value of a device over time, channel by channel',
      tag: devices.tag,
      roles: [...staff, 'telemetry-reader'],
      params: oneParams,
      query,
      answer: z.object({ value: z.array(shape) }),
    },
    async ({ params, query: asked, actor, deps }) => {
      const { id } = await theOne(devices, { id: params.id, actor, tables: deps.tables });
      const least = hasRole(actor, 'telemetry-reader') ? shortest.reader : shortest.usual;
      const range = rangeOf(asked, { now: deps.clock.now().getTime(), least });
      const value = await aggregated(deps, id, { ...range, channel: asked.channel });
      return ok({ value: value.map((one) => ({ ...one, at: new Date(one.at) })) });
    },
  ),
];

const wrong = (place: string, problem: string): Refused => new Refused('input.invalid', { place, problem });

interface Range {
  readonly from: number;
  readonly to: number;
  readonly everyMs: number;
}

function rangeOf(
  { every, from, to }: z.output<typeof query>,
  { now, least }: { readonly now: number; readonly least: (typeof shortest)[keyof typeof shortest] },
): Range {
  const everyMs = durationMs(every);
  if (everyMs === null) throw wrong('every', 'it must be an ISO 8601 duration such as PT1H');
  if (everyMs < least.ms || everyMs % least.ms !== 0)
    throw wrong('every', `it must be ${least.text} or a whole multiple of it`); // two odd lengths subtracted are a single reading
  const end = to === undefined ? now + 1 : instant('to', to);
  const begin = from === undefined ? end - dayMs : instant('from', from);
  if (begin >= end) throw wrong('from', 'it must be before to');
  if ((end - begin) / everyMs > mostStretches)
    throw wrong('every', `there would be more than ${mostStretches} stretches; make them longer`);
  const whole = { from: Math.floor(begin / everyMs) * everyMs, to: Math.ceil(end / everyMs) * everyMs };
  return { ...whole, everyMs }; // a part of a stretch could be a single reading
}

function instant(place: string, text: string): number {
  try {
    return instantOf(text).getTime();
  } catch {
    throw wrong(place, 'it must be an instant such as 2026-03-02T09:00:00Z');
  }
}

async function aggregated(
  { telemetry }: Pick<ApiDeps, 'telemetry'>,
  deviceId: string,
  { from, to, everyMs, channel }: Range & { readonly channel: string | undefined },
) {
  const gathering = aggregator(everyMs);
  const only = channel === undefined ? {} : { channel };
  let taken = 0;
  for (let next = from; next < to; ) {
    const page = await telemetry.ofDevice(deviceId, { from: next, to, most: pageSize, ...only });
    gathering.take(page);
    taken += page.length;
    if (page.length < pageSize) break;
    if (taken > mostLookedAt) throw tooWide(mostLookedAt);
    next = page.at(-1)!.at + 1; // all of the last instant came with the page
    await others();
  }
  return gathering.aggregates();
}
