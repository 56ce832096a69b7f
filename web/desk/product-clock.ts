/** What time it is for the product: in a demo its clock can stand ahead of this machine's. */
export interface ProductClock {
  now(): number;
  /** How far ahead of this machine it is. */
  aheadMs(): number;
  /** Learns from an instant that the server has just told. */
  hear(at: string | number): void;
}

/** Differences below this are the way a message took, not another clock. */
const noticeMs = 5_000;

/** A clock that starts with this machine's and follows what the server says. */
export function productClock(machine: () => number = Date.now): ProductClock {
  let ahead = 0;
  return {
    now: () => machine() + ahead,
    aheadMs: () => ahead,
    hear: (at) => {
      const told = typeof at === 'number' ? at : Date.parse(at);
      // It only ever moves forward: an older instant is late news.
      if (told - machine() > ahead + noticeMs) ahead = told - machine();
    },
  };
}
