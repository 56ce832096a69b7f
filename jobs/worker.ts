import { setTimeout as pause } from 'node:timers/promises';

/** A loop that works while there is work, sleeps until it is woken, and can be stopped between two pieces of work. */
export interface Worker {
  /** There may be work now. Costs nothing when the loop is busy. */
  wake(): void;
  /** Sleeps at most until this instant of the real clock, in milliseconds from now. */
  wakeIn(ms: number): void;
  start(): void;
  /** Takes no new work and resolves when what was begun has ended. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  /** Does one round; answers how much was found, so that a full round is followed by another at once. */
  readonly round: () => Promise<number>;
  /** Looks for work at least this often, in case a signal was lost. */
  readonly idleMs: number;
  /** Rounds begin no closer together than this, so that a busy loop takes several pieces at a time; 0 unless told. */
  readonly gapMs?: number;
  readonly onError: (error: unknown) => void;
}

/** Runs rounds one after another. A round that throws is reported, and the next one comes after the idle time. */
export function worker({ round, idleMs, gapMs = 0, onError }: WorkerOptions): Worker {
  let awake = false;
  let stopping = false;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let nap: (() => void) | null = null;

  const wake = () => {
    awake = true;
    nap?.();
  };
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      if (awake || stopping) return resolve();
      const done = () => {
        clearTimeout(timer);
        nap = null;
        resolve();
      };
      nap = done;
      timer = setTimeout(done, ms);
    });

  const loop = async () => {
    while (!stopping) {
      awake = false;
      const begunAt = performance.now();
      let found = 0;
      try {
        found = await round();
      } catch (error) {
        onError(error);
      }
      if (found === 0) await sleep(idleMs);
      const restMs = begunAt + gapMs - performance.now();
      if (restMs > 0 && !stopping) await pause(restMs);
    }
  };

  return {
    wake,
    wakeIn: (ms) => {
      if (ms <= 0) return wake();
      if (ms < idleMs) setTimeout(wake, ms).unref();
    },
    start: () => {
      running ??= loop();
    },
    stop: async () => {
      stopping = true;
      nap?.();
      await running;
    },
  };
}
