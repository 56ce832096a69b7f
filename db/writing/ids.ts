import { randomBytes } from 'node:crypto';

/**
 * Makes ids whose order is the order of making, also within a millisecond and when the clock steps back: a UUID of
 * version 7 with 48 bits of time, 24 bits that count up, and the rest by chance so that processes never meet.
 */
export function idMaker(clock: () => number = Date.now): () => string {
  let last = 0;
  let count = 0;
  let pool = Buffer.alloc(0);
  let used = 0;
  const chance = (bytes: number): string => {
    if (used + bytes > pool.length) {
      pool = randomBytes(4096);
      used = 0;
    }
    used += bytes;
    return pool.toString('hex', used - bytes, used);
  };
  return () => {
    const now = clock();
    if (now > last) {
      last = now;
      count = Number.parseInt(chance(2), 16); // begins low, so that there is room to count up
    } else if (++count >= 2 ** 24) {
      last++; // ahead of the clock rather than out of order
      count = 0;
    }
    const time = last.toString(16).padStart(12, '0');
    const order = count.toString(16).padStart(6, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${order.slice(0, 3)}-8${order.slice(3)}-${chance(6)}`;
  };
}
