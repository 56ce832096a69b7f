import { Refused } from '../../domain/refusals.ts';
import { badFilter } from '../odata/filter-syntax.ts';
import type { PlainFilter } from '../odata/resource.ts';

/** What a filter says about time and channel in a way that the log's index can use; epoch milliseconds, `to` exclusive. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
  readonly channel: string | undefined;
  /** Nothing else is asked, so every reading of the range answers the filter. */
  readonly isAll: boolean;
}

const whole: TimeRange = { from: 0, to: 8_640_000_000_000_000, channel: undefined, isAll: true };

const both = (one: TimeRange, other: TimeRange): TimeRange => {
  const isSplit = one.channel !== undefined && other.channel !== undefined && one.channel !== other.channel;
  return {
    from: Math.max(one.from, other.from),
    to: isSplit ? 0 : Math.min(one.to, other.to), // no reading is of two channels
    channel: one.channel ?? other.channel,
    isAll: one.isAll && other.isAll,
  };
};

/** Reads the part of a filter that narrows the search; the rest of it has to be asked of each reading. */
export function timeRangeOf(filter: PlainFilter | undefined): TimeRange {
  return Object.entries(filter ?? {})
    .map(([field, condition]) => {
      if (field === 'all') return (condition as PlainFilter[]).map(timeRangeOf).reduce(both, whole);
      if (field === 'at') return ofTime(condition);
      if (field === 'channel' && typeof condition === 'string') return { ...whole, channel: condition };
      return { ...whole, isAll: false };
    })
    .reduce(both, whole);
}

function ofTime(condition: unknown): TimeRange {
  if (condition instanceof Date) return { ...whole, from: condition.getTime(), to: condition.getTime() + 1 };
  const { atLeast, above, below, atMost } = (condition ?? {}) as Readonly<Record<string, Date | undefined>>;
  if (atLeast) return { ...whole, from: atLeast.getTime() };
  if (above) return { ...whole, from: above.getTime() + 1 };
  if (below) return { ...whole, to: below.getTime() };
  if (atMost) return { ...whole, to: atMost.getTime() + 1 };
  return { ...whole, isAll: false };
}

/** Refuses an order that the log has not. */
export function isNewestFirst(orderBy: readonly (readonly [string, 'asc' | 'desc'])[] | undefined): boolean {
  const [first, ...rest] = orderBy ?? [['at', 'asc'] as const];
  if (first?.[0] !== 'at' || rest.length > 0)
    throw new Refused('filter.invalid', {
      option: '$orderby',
      problem: 'readings can be ordered by at alone',
    });
  return first[1] === 'desc';
}

/** Refuses what would read too much at once. */
export const tooWide = (most: number): Refused =>
  badFilter(`it fits more than ${most} readings that would have to be looked at; ask for less of at`);
