import type { Break, Window } from '../../../domain/scheduling/model/problem.ts';
import type { Span } from './timeline.ts';
import type { Driven, Report } from './violation.ts';

/**
 * Each break that fits in the shift is taken once in each route, begins inside one of its windows, lies in the shift
 * (overtime included) and never meets work, a depot or another break.
 */
export function checkBreaks({ route, resource, name }: Driven, span: Span, report: Report): void {
  const shift = resource.shifts[route.shift];
  if (shift === undefined || route.stops.length === 0) return;
  const latest = Math.max(shift[1], span.end);
  const taken = [...(route.breaks ?? [])].sort((one, other) => one.start - other.start);
  const owed = (resource.breaks ?? []).filter((each) => fits(each, shift));
  for (const [at, each] of taken.entries()) {
    const when = `${name}: the break ${each.start}-${each.end}`;
    if (each.start < shift[0] || each.end > latest) report('break', `${when} lies outside the shift`);
    if (taken[at + 1] !== undefined && taken[at + 1]!.start < each.end)
      report('break', `${when} overlaps the next one`);
    for (const stop of route.stops) {
      if (each.start < stop.end && each.end > stop.start)
        report('break', `${when} overlaps work ${stop.start}-${stop.end}`);
    }
  }
  const optional = (resource.breaks ?? []).filter((each) => !fits(each, shift));
  if (!matched(taken, owed, optional))
    report('break', `${name}: takes ${JSON.stringify(taken)}, but owes ${JSON.stringify(owed)}`);
}

const fits = ({ windows, duration }: Break, [begin, end]: Window): boolean =>
  windows.some(([from, to]) => Math.max(from, begin) <= Math.min(to, end - duration));

type Taken = { readonly start: number; readonly end: number };

/** Whether every owed break can be given one of its own among those taken, and none is left that nobody asked for. */
function matched(taken: readonly Taken[], owed: readonly Break[], optional: readonly Break[]): boolean {
  const [first, ...rest] = taken;
  if (first === undefined) return owed.length === 0;
  const serves = ({ windows, duration }: Break) =>
    first.end - first.start === duration &&
    windows.some(([from, to]) => first.start >= from && first.start <= to);
  const without = (all: readonly Break[], at: number) => all.filter((_, each) => each !== at);
  return (
    owed.some((each, at) => serves(each) && matched(rest, without(owed, at), optional)) ||
    optional.some((each, at) => serves(each) && matched(rest, owed, without(optional, at)))
  );
}
