import { rateLimits, teamsTenantLimits, teamsThreadLimits } from './rate-limits.ts';

/** One send that wants to leave; a thread has one at a time. */
export interface Sending {
  readonly thread: string;
  readonly tenant: string;
  /** How long it is worth waiting for; one that would wait longer takes nobody's place. */
  readonly patienceMs: number;
}

/** Whether a send may leave; if not, when to come back and what is full. */
export type Room = { readonly full: null } | { readonly full: 'thread' | 'tenant'; readonly waitMs: number };

/** Places are given out a little slower than the limit, for sends that come a little late for theirs. */
const paceOfPlaces = teamsTenantLimits.map(({ most, windowMs }) => ({
  most: Math.floor(most * 0.9),
  windowMs,
}));
/** A place that was not taken in time is anybody's again. */
const keptMs = 2_000;
const mostReserved = 5_000;

/**
 * Keeps Teams' limits, of each thread and of the whole tenant, on our side. Where the tenant is full each thread is told
 * an instant of its own: hundreds that all came back for the next free place would mostly come in vain.
 */
export function teamsRoom(): (sending: Sending, now: number) => Room {
  const threads = rateLimits(teamsThreadLimits);
  const places = rateLimits(paceOfPlaces);
  const sent = rateLimits(teamsTenantLimits);
  const reserved = new Map<string, number>();

  const forget = (now: number) => {
    for (const [thread, at] of reserved) if (now - at > keptMs) reserved.delete(thread);
  };

  const inTenant = ({ thread, tenant, patienceMs }: Sending, now: number): number => {
    let place = reserved.get(thread);
    if (place === undefined || now - place > keptMs) {
      const waitMs = places.wait(tenant, now);
      if (waitMs > patienceMs) return waitMs;
      place = now + places.reserve(tenant, now);
    }
    // Many who come late for their places must not all leave in one second.
    const waitMs = Math.max(place - now, 0) || sent.take(tenant, now);
    if (reserved.size > mostReserved) forget(now);
    if (waitMs > 0) reserved.set(thread, now + waitMs);
    else reserved.delete(thread);
    return waitMs;
  };

  return (sending, now) => {
    const inThread = threads.wait(sending.thread, now);
    if (inThread > 0) return { full: 'thread', waitMs: inThread };
    const waitMs = inTenant(sending, now);
    if (waitMs > 0) return { full: 'tenant', waitMs };
    threads.take(sending.thread, now);
    return { full: null };
  };
}
