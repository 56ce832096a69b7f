/** Something that runs once for many calls in a row. */
export interface Soon {
  /** Shortly, and then not again for a while, however often it is asked for: others' doings come in bursts. */
  (): void;
  /** Shortly, whenever it ran last: the person at the desk waits for it. */
  now(): void;
}

/** Gathers calls: a burst runs once `afterMs` later, and what follows it waits until `restMs` have passed. */
export function soon(run: () => Promise<void>, { afterMs = 250, restMs = 3_000 } = {}): Soon {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ranAt = Number.NEGATIVE_INFINITY;
  const start = (waitMs: number) => {
    timer = setTimeout(() => {
      timer = undefined;
      ranAt = Date.now();
      run().catch(() => undefined); // what could not be loaded is asked for with the next change
    }, waitMs);
  };
  const later = () => {
    if (timer === undefined) start(Math.max(afterMs, ranAt + restMs - Date.now()));
  };
  const now = () => {
    clearTimeout(timer);
    start(afterMs);
  };
  return Object.assign(later, { now });
}
