import { setTimeout as pause } from 'node:timers/promises';

interface Waiting<T> {
  readonly place: number;
  readonly work: () => Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Runs pieces of work side by side in the order in which they come. When one cannot be done right now, it and all that
 * come after it wait and are tried again one by one in the same order.
 */
export function inOrder<T>({
  isForNow,
  retryMs,
  isStopping,
}: {
  /** Whether trying again later is of use. */
  readonly isForNow: (error: unknown) => boolean;
  readonly retryMs: number;
  readonly isStopping: () => boolean;
}): (work: () => Promise<T>) => Promise<T> {
  let next = 0;
  let waiting: Waiting<T>[] = [];
  let isDraining = false;

  const drain = async () => {
    isDraining = true;
    while (waiting.length > 0) {
      await pause(retryMs);
      await drainOnce();
    }
    isDraining = false;
  };

  const drainOnce = async () => {
    while (waiting.length > 0) {
      const [head] = waiting as [Waiting<T>];
      try {
        head.resolve(await head.work());
      } catch (error) {
        if (isForNow(error) && !isStopping()) return;
        head.reject(error);
      }
      waiting = waiting.filter((one) => one !== head);
    }
  };

  const wait = (one: Waiting<T>) => {
    waiting = [...waiting, one].sort((a, b) => a.place - b.place);
    if (!isDraining) void drain();
  };

  return (work) => {
    const place = next++;
    return new Promise((resolve, reject) => {
      const one = { place, work, resolve, reject };
      if (waiting.length > 0) return wait(one);
      work().then(resolve, (error: unknown) =>
        isForNow(error) && !isStopping() ? wait(one) : reject(error),
      );
    });
  };
}
