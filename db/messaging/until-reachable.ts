import { Refused } from '../../domain/refusals.ts';
import type { Workshop } from './claims.ts';

const pauseMs = 200;

/**
 * Notes a worker's result even when the database is away for a while, so that its row need not wait for the end of the
 * lease; gives up when the lease has ended, for then another worker has the row.
 */
export async function untilReachable<T>(
  { leaseMs }: Pick<Workshop, 'leaseMs'>,
  work: () => Promise<T>,
): Promise<T> {
  const end = performance.now() + leaseMs;
  for (;;)
    try {
      return await work();
    } catch (error) {
      const isAway = error instanceof Refused && error.code === 'service.unavailable';
      if (!isAway || performance.now() > end) throw error;
      await new Promise((go) => setTimeout(go, pauseMs));
    }
}
