import { clock } from './baseline/clock.ts';
import type { Memory, Need } from './memory.ts';

/** Since when a channel learns, how many readings came before that, and the instant of a service that waits. */
export const learningNeed: Need = { doubles: 3, singles: 0 };

const [since, before, service] = [0, 1, 2];
const day = 86_400_000;

/** Readings and time that learning takes: both, but fast channels are done after so many readings. */
const takes = { readings: 480, ms: 7 * day, enough: 2000 };

/** After this long a level that did not come back after a service is the new normal. */
const patience = 3 * day;

/** Where the clock's and the learning's doubles of a channel begin. */
export interface LearningPlace {
  readonly clock: number;
  readonly own: number;
}

/** How long a channel has been learned: readings and milliseconds since its first, or since its last service. */
export interface Learned {
  count: number;
  age: number;
  period: number;
}

/** Fills in what is learned as of the latest reading, that reading itself not counted. */
export function learnedOf(memory: Memory, place: LearningPlace, out: Learned): void {
  const { doubles } = memory;
  const begun = doubles[place.own + since]!;
  const first = begun === 0 ? clock.firstAt(memory, place.clock) : begun;
  out.count = clock.count(memory, place.clock) - 1 - doubles[place.own + before]!;
  out.age = Math.max(0, clock.latestAt(memory, place.clock) - first);
  out.period = clock.period(memory, place.clock);
}

/** Milliseconds of learning left, 0 when done. */
export function learningLeft({ count, age, period }: Learned): number {
  if (count >= takes.enough) return 0;
  const readings = Math.max(0, takes.readings - count) * Math.max(period, 1);
  const left = Math.max(readings, takes.ms - age, 0);
  return Math.min(left, (takes.enough - count) * Math.max(period, 1));
}

/** Notes that a device was serviced: the references are to be learned anew. */
export function noteService({ doubles }: Memory, place: LearningPlace, at: number): void {
  doubles[place.own + service] = at === 0 ? 1 : at;
}

/**
 * Whether a noted service takes effect with this reading: when no episode is open, so that what was found stays open until
 * telemetry is back in the old band; or after some days, because then the new level is there to stay.
 */
export function beginsAnew(memory: Memory, place: LearningPlace, at: number, isOpen: boolean): boolean {
  const { doubles } = memory;
  const noted = doubles[place.own + service]!;
  if (noted === 0 || at < noted || (isOpen && at < noted + patience)) return false;
  doubles[place.own + service] = 0;
  doubles[place.own + since] = at;
  doubles[place.own + before] = clock.count(memory, place.clock) - 1;
  return true;
}
