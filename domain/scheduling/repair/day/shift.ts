import type { PlanResource, Problem } from '../../model/problem.ts';
import { owedPauses, type Pauses } from './pauses.ts';
import { nowhere, rowOf } from './ways.ts';

/** One shift of one technician, with everything that bounds its route. */
export interface Shift {
  readonly resource: PlanResource;
  /** Which of the technician's shifts, from 0. */
  readonly number: number;
  readonly start: number;
  /** `nowhere` when the route ends at its last job. */
  readonly end: number;
  readonly open: number;
  readonly close: number;
  /** The latest end, with overtime. */
  readonly latest: number;
  readonly pauses: Pauses;
  readonly maxJobs: number;
  readonly maxDuration: number;
  /** True when the technician is out already: the route goes on at once instead of leaving as late as it can. */
  readonly isUnderWay: boolean;
}

/** All shifts of all technicians, in the order of the problem; `underWay` names technicians who are out already. */
export function shiftsOf(problem: Problem, underWay: ReadonlySet<string> = new Set()): Shift[] {
  return problem.resources.flatMap((resource) =>
    resource.shifts.map(
      ([open, close], number): Shift => ({
        resource,
        number,
        start: rowOf(resource.start),
        end: resource.end === undefined ? nowhere : rowOf(resource.end),
        open,
        close,
        latest: close + (resource.overtime?.max ?? 0),
        pauses: owedPauses(resource.breaks ?? [], [open, close]),
        maxJobs: resource.maxJobs ?? Infinity,
        maxDuration: resource.maxDuration ?? Infinity,
        isUnderWay: underWay.has(resource.id),
      }),
    ),
  );
}
