/** One limit: at most `most` sends within `windowMs`. */
export interface Limit {
  readonly most: number;
  readonly windowMs: number;
}

/** Teams' published limits for one bot in one thread. */
export const teamsThreadLimits: readonly Limit[] = [
  { most: 7, windowMs: 1_000 },
  { most: 8, windowMs: 2_000 },
  { most: 60, windowMs: 30_000 },
  { most: 1_800, windowMs: 3_600_000 },
];

/** Teams' limit for the app in one tenant. */
export const teamsTenantLimits: readonly Limit[] = [{ most: 50, windowMs: 1_000 }];

export interface RateLimits {
  /** Milliseconds until one more send is allowed; takes nothing. */
  wait(key: string, now: number): number;
  /** Milliseconds until one more send is allowed; 0 takes the place at once. */
  take(key: string, now: number): number;
  /** Takes the next free place, now or later: whoever gets it need not ask again. Answers when, in milliseconds. */
  reserve(key: string, now: number): number;
}

/** Sliding windows per key, so that a provider's limit is kept on our side and never has to be answered with 429. */
export function rateLimits(limits: readonly Limit[]): RateLimits {
  const longest = Math.max(...limits.map(({ windowMs }) => windowMs));
  const most = Math.max(...limits.map((limit) => limit.most));
  const sent = new Map<string, number[]>();
  let swept = 0;

  const sweep = (now: number) => {
    swept = now;
    for (const [key, times] of sent) if (times.at(-1)! < now - longest) sent.delete(key);
  };

  const wait = (key: string, now: number) => {
    const times = sent.get(key) ?? [];
    return Math.max(0, ...limits.map((limit) => waitFor(limit, times, now)));
  };

  const reserve = (key: string, now: number) => {
    if (now - swept > 60_000) sweep(now);
    const untilFree = wait(key, now);
    const times = sent.get(key) ?? [];
    times.push(now + untilFree);
    if (times.length > most) times.shift();
    sent.set(key, times);
    return untilFree;
  };

  return { wait, reserve, take: (key, now) => wait(key, now) || reserve(key, now) };
}

/** Room comes back when the `most`-th last send leaves the window. */
function waitFor({ most, windowMs }: Limit, times: readonly number[], now: number): number {
  const oldest = times[times.length - most];
  return oldest === undefined ? 0 : Math.max(0, oldest + windowMs - now);
}
