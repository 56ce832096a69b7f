/** Waits for one's place: background work begins for a few milliseconds in each turn of the event loop. */
export type Pace = () => Promise<void>;

/** Short enough that no request waits noticeably, long enough that a turn of the loop is worth its own cost. */
const budgetMs = 2;

/**
 * Spreads background work over the event loop. Reads of SQLite answer at once, so a turn of the bot would run from end
 * to end without a pause, and fifty of them in a row would keep every request waiting. Here one piece begins after the
 * other until the turn's time is used up; then requests come first. Shared by all loops of a process.
 */
export function pace(now: () => number = () => performance.now()): Pace {
  const waiting: (() => void)[] = [];
  let isDriving = false;
  let begunAt = 0;

  const drive = () => {
    begunAt = now();
    step();
  };
  const step = () => {
    waiting.shift()!();
    // A tick asked for by a microtask comes when all microtasks are done: when the piece has to wait for something.
    queueMicrotask(() => process.nextTick(goOn));
  };
  const goOn = () => {
    if (waiting.length === 0) isDriving = false;
    else if (now() - begunAt < budgetMs) step();
    else setImmediate(drive);
  };

  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (isDriving) return;
      isDriving = true;
      setImmediate(drive);
    });
}
