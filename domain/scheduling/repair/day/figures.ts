import { costOf } from '../../engine/report/figures.ts';
import type { JobStop, Plan, PlannedRoute, Unassigned } from '../../model/plan.ts';
import type { Day } from './day.ts';

/** The day as an answer, with one figure for each goal of the problem. */
export function planOfDay(day: Day, reasons: (id: string) => Unassigned['reasons'] = () => []): Plan {
  const { problem } = day;
  const routes = day.planned();
  return {
    routes,
    unassigned: problem.jobs
      .filter(({ id }) => day.routeOf(id) < 0)
      .map(({ id }) => ({ job: id, reasons: reasons(id) })),
    cost: costOf(problem, { routes }),
    iterations: 0,
    seed: 0,
  };
}

/** Whether a stop is a job, not a trip to a depot. */
export const isJob = (stop: PlannedRoute['stops'][number]): stop is JobStop => 'job' in stop;
