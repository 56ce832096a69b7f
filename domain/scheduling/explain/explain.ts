import type { Plan, Reason } from '../model/plan.ts';
import type { Job, Problem } from '../model/problem.ts';
import type { TravelTable } from '../model/travel-table.ts';
import { openDay } from '../repair/day/day.ts';
import { verdictOf } from './verdict.ts';
import { reasonOf } from './reason.ts';
import { type Findings, Relaxations } from './relaxations.ts';
import { type Words, wordsFor } from './words.ts';

/** Reasons given for one job at most. */
const mostReasons = 3;

/**
 * Gives every job that is left out its reasons: the smallest changes, each of one kind of constraint, with which it would
 * fit into the plan as it is, smallest first; or, where no single change would do, what stands against it most. Each
 * change is tried against the final plan, so it is an offer and not a guess. About a millisecond a job.
 */
export function explain(problem: Problem, travel: TravelTable, plan: Plan): Plan {
  if (plan.unassigned.length === 0) return plan;
  const day = openDay(problem, travel, plan);
  const relaxations = new Relaxations(day);
  const shifts = new Map(problem.resources.map((one) => [one.id, one.shifts.length]));
  const words = wordsFor({
    unit: problem.unit ?? 1,
    dayStart: travel.dayStart,
    shiftsOf: (resource) => shifts.get(resource) ?? 1,
  });
  return {
    ...plan,
    unassigned: plan.unassigned.map((one) => {
      const job = day.jobs.get(one.job);
      if (job === undefined) return one;
      return { job: job.id, reasons: reasonsFor(job, { findings: relaxations.for(job), words, day }) };
    }),
  };
}

function reasonsFor(
  job: Job,
  given: { readonly findings: Findings; readonly words: Words; readonly day: ReturnType<typeof openDay> },
): readonly Reason[] {
  const { findings, words, day } = given;
  const found = findings.relaxations.slice(0, mostReasons).map((one) => reasonOf(one, job, words));
  const reasons = found.length > 0 ? found : [verdictOf(job, findings, day)];
  if (findings.looked >= day.routes.length) return reasons;
  const capped = ` (looked at the ${findings.looked} nearest of ${day.routes.length} shifts)`;
  return reasons.map((one, at) => (at < reasons.length - 1 ? one : { ...one, text: one.text + capped }));
}
