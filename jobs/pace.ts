/** Waits for one's place: one piece of background work begins per turn of the event loop. */
export type Pace = () => Promise<void>;

/**
 * Spreads background work over the event loop. Reads of SQLite answer at once, so a turn of the bot would run from end
 * to end without a pause, and fifty of them in a row would keep every request waiting; beginning one at a time lets
 * requests in between. Shared by all loops of a process.
 */
export function pace(): Pace {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return last;
  };
}
