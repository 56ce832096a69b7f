import type { Job, PlanResource } from '../../model/problem.ts';

/** Why a technician may not do a job whatever the day looks like, or null. */
export function refusalOf(
  job: Job,
  one: PlanResource,
): 'skill' | 'restricted' | 'must_choose' | 'lock' | null {
  if (job.locked?.resource !== undefined && job.locked.resource !== one.id) return 'lock';
  if (job.restricted?.includes(one.id)) return 'restricted';
  if (job.mustChoose?.length && !job.mustChoose.includes(one.id)) return 'must_choose';
  return hasSkills(job, one) ? null : 'skill';
}

/** Every characteristic asked for must be there, at its level at least; a level not told counts as 0. */
export const hasSkills = (job: Job, one: PlanResource): boolean =>
  (job.skills ?? []).every(({ id, level }) =>
    (one.skills ?? []).some((found) => found.id === id && (found.level ?? 0) >= (level ?? 0)),
  );

/** By how many levels the technician is better than the job asks, so that experts stay free for what needs them. */
export const surplusOf = (job: Job, one: PlanResource): number =>
  (job.skills ?? []).reduce((sum, { id, level }) => {
    const best = (one.skills ?? []).find((found) => found.id === id)?.level ?? 0;
    return sum + (level === undefined ? 0 : Math.max(0, best - level));
  }, 0);

/** 1 when the job names technicians it would rather have and this is none of them. */
export const isUnpreferred = (job: Job, one: PlanResource): number =>
  job.preferred?.length && !job.preferred.includes(one.id) ? 1 : 0;
