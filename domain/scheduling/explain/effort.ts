import type { Change } from './relaxation.ts';

/**
 * How much a change asks of people, in minutes, so that small and large changes of different kinds can be ranked: nobody
 * is hurt by moving another visit, a minute of overtime is a minute, a level of a skill is an hour of somebody else's
 * help, and leaving out another job counts by what it is worth against this one. A judgement, not a measurement.
 */
export function effortOf(
  change: Change,
  job: { readonly importance: number; readonly minute: number },
): number {
  const minutes = (by: number): number => by / job.minute;
  switch (change.kind) {
    case 'none':
      return 0;
    case 'move':
      return 5;
    case 'overtime':
    case 'max_duration':
    case 'release':
      return minutes(change.by);
    case 'window':
      return 5 + minutes(change.by);
    case 'shorter':
      return 2 * minutes(change.by);
    case 'lock_start':
      return 30 + minutes(change.by);
    case 'lock_resource':
      return 45;
    case 'max_jobs':
      return 15 * change.by;
    case 'parts':
      return 20 * change.missing.reduce((sum, [, count]) => sum + count, 0);
    case 'tools':
      return 30 * change.missing.length;
    case 'must_choose':
    case 'after':
      return 60;
    case 'restricted':
      return 90;
    case 'together':
      return 120;
    case 'skill':
      return change.misfits.reduce(
        (sum, { asked = 0, has }) => sum + (has === undefined ? 180 : 60 * (asked - has)),
        0,
      );
    case 'leave_out':
      return 30 + 90 * (change.importance / Math.max(1, job.importance));
  }
}
