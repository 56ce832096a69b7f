import type { ReasonCode } from '../../model/plan.ts';
import type { Job, PlanResource } from '../../model/problem.ts';

/** A demand of a job that a technician does not meet, whatever the day looks like. */
export interface Misfit {
  readonly code: Extract<ReasonCode, 'skill' | 'restricted' | 'must_choose' | 'lock'>;
  /** The characteristic that is missing or too low. */
  readonly skill?: string;
  readonly asked?: number;
  /** Absent when the technician has not got it at all. */
  readonly has?: number;
}

/** What keeps a technician from a job, one entry for each constraint; empty when suitable. A level not told is 0. */
export function misfitsOf(job: Job, one: PlanResource): Misfit[] {
  const found: Misfit[] = [];
  if (job.locked?.resource !== undefined && job.locked.resource !== one.id) found.push({ code: 'lock' });
  if (job.restricted?.includes(one.id)) found.push({ code: 'restricted' });
  if (job.mustChoose?.length && !job.mustChoose.includes(one.id)) found.push({ code: 'must_choose' });
  for (const { id, level = 0 } of job.skills ?? []) {
    const held = one.skills?.find((skill) => skill.id === id);
    if (held === undefined) found.push({ code: 'skill', skill: id, asked: level });
    else if ((held.level ?? 0) < level)
      found.push({ code: 'skill', skill: id, asked: level, has: held.level ?? 0 });
  }
  return found;
}

/** Whether a technician may do a job at all; faster than listing what is wrong. */
export function isSuitable(job: Job, one: PlanResource): boolean {
  if (job.locked?.resource !== undefined && job.locked.resource !== one.id) return false;
  if (job.restricted?.includes(one.id)) return false;
  if (job.mustChoose?.length && !job.mustChoose.includes(one.id)) return false;
  for (const { id, level = 0 } of job.skills ?? []) {
    const held = one.skills?.find((skill) => skill.id === id);
    if (held === undefined || (held.level ?? 0) < level) return false;
  }
  return true;
}

/** 1 when the job names technicians it would rather have and this is none of them. */
export const isUnpreferred = (job: Job, one: PlanResource): number =>
  job.preferred?.length && !job.preferred.includes(one.id) ? 1 : 0;
