import type { Location, Problem, Travel } from '../../../domain/scheduling/model/problem.ts';

/** A way as a plan tells it. */
export interface Way {
  readonly from: Location;
  readonly to: Location;
  readonly leave: number;
  /** Time at the wheel, without breaks. */
  readonly told: number;
  /** In the order of time; those that begin on the way interrupt it. */
  readonly breaks: readonly { readonly start: number; readonly end: number }[];
}

/** What the checker needs to know of travel, read straight from the problem. */
export interface Journeys {
  readonly duration: (from: Location, to: Location) => number;
  readonly distance: (from: Location, to: Location) => number;
  /** Whether a way may take `told`: exactly the matrix's figure, or about that of the hours it is driven in. */
  readonly mayTake: (way: Way) => boolean;
}

const secondsOfHour = 3600;

/** Reads journeys from an explicit matrix; places on the earth must have been turned into rows before. */
export function journeysOf(problem: Problem): Journeys {
  const { travel } = problem;
  if (travel === undefined) throw new Error('the checker needs a travel matrix: turn places into rows first');
  const duration = at(travel.durations);
  const distance = at(travel.distances ?? travel.durations);
  return {
    duration,
    distance,
    mayTake: (way) => {
      const base = duration(way.from, way.to);
      if (travel.profile === undefined) return way.told === base;
      const unit = problem.unit ?? 1;
      // A break on the way may stop the clock of the hours, or the way counts as driven at once, before it or after it.
      const moments = [way.leave, ...way.breaks.flatMap(({ start, end }) => [start, end])];
      const whole = moments.map((leave) => atTheWheel(base, { ...way, leave, breaks: [] }, { travel, unit }));
      const stretches = atTheWheel(base, way, { travel, unit });
      // Times are whole, so each stretch between breaks may be off by the rounding of one.
      const near = (time: number) => Math.abs(way.told - time) <= 1 + way.breaks.length;
      return [...whole, stretches].some(near);
    },
  };
}

const at =
  (matrix: Travel['durations']) =>
  (from: Location, to: Location): number => {
    const found = typeof from === 'number' && typeof to === 'number' ? matrix[from]?.[to] : undefined;
    if (found === undefined)
      throw new Error(`no travel from ${JSON.stringify(from)} to ${JSON.stringify(to)}`);
    return found;
  };

/**
 * Drives hour by hour: within an hour with factor f a way of base duration d passes in d x f, and what is left when the
 * hour ends or a break is over goes on at the factor of that moment. Who leaves later thereby never arrives earlier.
 */
function atTheWheel(base: number, way: Way, { travel, unit }: { travel: Travel; unit: number }): number {
  const hour = secondsOfHour / unit;
  const zero = (travel.dayStart ?? 0) / unit;
  const breaks = way.breaks.filter(({ start }) => start >= way.leave);
  let [now, left, driven] = [way.leave, base, 0];
  while (left > 1e-9) {
    const pause = breaks[0];
    if (pause !== undefined && pause.start <= now + 1e-9) {
      now = Math.max(now, pause.end);
      breaks.shift();
      continue;
    }
    const index = Math.floor((zero + now) / hour + 1e-12);
    const factor = travel.profile![((index % 24) + 24) % 24]!;
    const until = Math.min((index + 1) * hour - zero, pause?.start ?? Number.POSITIVE_INFINITY);
    const stretch = Math.min(left * factor, until - now);
    left -= stretch / factor;
    now += stretch;
    driven += stretch;
  }
  return driven;
}
