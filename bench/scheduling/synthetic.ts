import type { Job, PlanResource, Problem, Window } from '../../domain/scheduling/model/problem.ts';

/** How large a made-up region is: what the public caps of other products are told in. */
export interface Region {
  readonly technicians: number;
  readonly jobs: number;
  readonly days: number;
  readonly seed: number;
}

const minutesOfDay = 1440;
const shift = { begin: 480, end: 1020 };
const centre = { lat: 51.5, lon: -2.2 };
/** About 40 km each way. */
const reach = { lat: 0.36, lon: 0.58 };
const trades = ['electrical', 'gas', 'cooling', 'lifts'];

/**
 * Makes a region's work as service companies know it: most jobs in towns, four trades of which each technician has two or
 * three, some jobs bound to a morning, an afternoon or two hours, three classes of importance, nine-hour shifts from home
 * to home. Places are on the earth, times in minutes.
 */
export function aRegion({ technicians, jobs, days, seed }: Region): Problem {
  const random = mulberry(seed);
  const towns = Array.from({ length: Math.max(3, Math.round(technicians / 4)) }, () => somewhere(random));
  return {
    unit: 60,
    jobs: Array.from({ length: jobs }, (_, at) => aJob(at, { random, towns, days })),
    resources: Array.from({ length: technicians }, (_, at) => aTechnician(at, { random, towns, days })),
    objective: ['importance', 'travel'],
  };
}

interface Making {
  readonly random: () => number;
  readonly towns: readonly Place[];
  readonly days: number;
}
interface Place {
  readonly lat: number;
  readonly lon: number;
}

function aJob(at: number, { random, towns, days }: Making): Job {
  const importance = [10, 3, 3, 1, 1, 1][Math.floor(random() * 6)]!;
  const window = windowOf(random, days);
  return {
    id: `j${at + 1}`,
    location: random() < 0.6 ? near(towns[Math.floor(random() * towns.length)]!, random) : somewhere(random),
    duration: 30 + 15 * Math.floor(random() * 4),
    importance,
    ...(random() < 0.7 && {
      skills: [{ id: trades[Math.floor(random() * 4)]!, level: 1 + Math.floor(random() * 2) }],
    }),
    ...(window && { windows: [window] }),
  };
}

/** 15 % mornings, 15 % afternoons, 6 % two hours of some day; the rest may begin at any time. */
function windowOf(random: () => number, days: number): Window | null {
  const kind = random();
  const midnight = minutesOfDay * Math.floor(random() * days);
  if (kind < 0.15) return [midnight + shift.begin, midnight + 720];
  if (kind < 0.3) return [midnight + 720, midnight + shift.end];
  const from = midnight + shift.begin + 60 * Math.floor(random() * 7);
  return kind < 0.36 ? [from, from + 120] : null;
}

function aTechnician(at: number, { random, towns, days }: Making): PlanResource {
  const home = random() < 0.7 ? near(towns[at % towns.length]!, random) : somewhere(random);
  const lacks = Math.floor(random() * 4);
  return {
    id: `t${at + 1}`,
    start: home,
    end: home,
    shifts: Array.from(
      { length: days },
      (_, day) => [minutesOfDay * day + shift.begin, minutesOfDay * day + shift.end] as const,
    ),
    skills: trades
      .filter((_, trade) => trade !== lacks && random() < 0.9)
      .map((id) => ({ id, level: random() < 0.7 ? 3 : 1 })),
  };
}

const somewhere = (random: () => number): Place => ({
  lat: rounded(centre.lat + (2 * random() - 1) * reach.lat),
  lon: rounded(centre.lon + (2 * random() - 1) * reach.lon),
});

const near = ({ lat, lon }: Place, random: () => number): Place => ({
  lat: rounded(lat + (random() + random() - 1) * 0.05),
  lon: rounded(lon + (random() + random() - 1) * 0.08),
});

const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

/** A small generator whose numbers are the same on every machine. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
