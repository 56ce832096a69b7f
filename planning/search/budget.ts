import { monotonicNow } from './process-start.ts';

/** How long a search may go on, so that any thread can measure it alone. */
export interface Budget {
  /** Wall-clock seconds, or CPU seconds of the whole process: those are comparable on a busy machine. */
  readonly clock: 'wall' | 'cpu';
  /** Where time begins to count: milliseconds of the monotonic clock, or CPU milliseconds already used. */
  readonly from: number;
  /** Milliseconds that may be used up until the plan is handed over. */
  readonly milliseconds: number;
}

/** 0..1 and beyond: how much of a budget is used up, when some milliseconds of it are held back for what comes after. */
export function spentOf({ clock, from, milliseconds }: Budget, heldBack = 0): number {
  const whole = milliseconds - heldBack;
  if (whole <= 0) return 1;
  return ((clock === 'wall' ? monotonicNow() : cpuMilliseconds()) - from) / whole;
}

/** CPU milliseconds of all threads of this process so far. */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
