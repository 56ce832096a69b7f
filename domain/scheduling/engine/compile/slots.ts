import type { Location, PlanResource, Problem } from '../../model/problem.ts';
import type { SlotTable } from '../model.ts';

/** One shift of one resource before it becomes rows of tables. */
export interface SlotEntry {
  readonly resource: number;
  readonly shift: number;
  readonly open: number;
  readonly close: number;
  readonly latest: number;
}

/** No route is longer than this many units of time or jobs when nothing limits it. */
export const unlimited = 2 ** 30;

/** All shifts of all resources, in the order of the problem; `zero` is taken from their times. */
export function slotEntries(problem: Problem, zero: number): SlotEntry[] {
  return problem.resources.flatMap(({ shifts, overtime }, resource) =>
    shifts.map(([from, to], shift) => ({
      resource,
      shift,
      open: from - zero,
      close: to - zero,
      latest: to - zero + (overtime?.max ?? 0),
    })),
  );
}

/** The row of a place; problems whose places are on the earth are given rows before they come here. */
export function rowOf(place: Location): number {
  if (typeof place === 'number') return place;
  throw new TypeError('places must be rows of the travel table before a plan can be made');
}

/** The table of slots. `nowhere` is where open routes end, `special` how jobs name resources. */
export function compileSlots(
  problem: Problem,
  entries: readonly SlotEntry[],
  given: {
    readonly nowhere: number;
    readonly special: ReadonlyMap<string, string>;
    readonly breakAt: Int32Array;
  },
): SlotTable {
  const of = (entry: SlotEntry): PlanResource => problem.resources[entry.resource]!;
  const column = (value: (entry: SlotEntry, one: PlanResource) => number): Int32Array =>
    Int32Array.from(entries, (entry) => value(entry, of(entry)));
  const { classOf, classes } = classesOf(entries, (entry) => keyOf(entry, of(entry), given.special));
  return {
    resource: column(({ resource }) => resource),
    shift: column(({ shift }) => shift),
    start: column((_, { start }) => rowOf(start)),
    end: column((_, { end }) => (end === undefined ? given.nowhere : rowOf(end))),
    open: column(({ open }) => open),
    close: column(({ close }) => close),
    latest: column(({ latest }) => latest),
    overtimePrice: Float64Array.from(entries, (entry) => of(entry).overtime?.price ?? 0),
    maxJobs: column((_, { maxJobs }) => maxJobs ?? unlimited),
    maxDuration: column((_, { maxDuration }) => maxDuration ?? unlimited),
    class: classOf,
    classes,
    breakAt: given.breakAt,
  };
}

// Two empty shifts with one key are interchangeable, so a job need only be tried on one of them.
function keyOf(entry: SlotEntry, one: PlanResource, special: ReadonlyMap<string, string>): string {
  const { id, shifts, ...rest } = one;
  const own = shifts.length > 1 ? id : '';
  return JSON.stringify([own, special.get(id) ?? '', entry.open, entry.close, rest]);
}

function classesOf(entries: readonly SlotEntry[], key: (entry: SlotEntry) => string) {
  const known = new Map<string, number>();
  const classOf = Int32Array.from(entries, (entry) => {
    const name = key(entry);
    const found = known.get(name) ?? known.size;
    known.set(name, found);
    return found;
  });
  return { classOf, classes: known.size };
}
