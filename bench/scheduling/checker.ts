import type { Plan } from '../../domain/scheduling/model/plan.ts';
import type { Goal, Problem } from '../../domain/scheduling/model/problem.ts';
import { checkBreaks } from './checker/breaks.ts';
import { type Driving, figuresOf, goalsOf, toldCost } from './checker/figures.ts';
import { type Journeys, journeysOf } from './checker/journeys.ts';
import { checkOnce, checkRelations } from './checker/relations.ts';
import { checkJobs, checkLoad } from './checker/suitability.ts';
import { followRoute, isJob } from './checker/timeline.ts';
import type { Report, Violation } from './checker/violation.ts';

/** What the checker found: rules broken, and the figures it added up itself. */
export interface Checked {
  readonly violations: readonly Violation[];
  readonly figures: Readonly<Partial<Record<Goal, number>>>;
}

/**
 * Checks a plan against every rule of the problem and adds all figures up anew. It shares no code with the engine, so
 * that a mistake there cannot hide here. Places on the earth must have been turned into rows of a matrix before; the
 * earlier plan is what `stability` is counted against.
 */
export function check(problem: Problem, plan: Plan, earlier?: Plan): Checked {
  const violations: Violation[] = [];
  const report: Report = (rule, text) => void violations.push({ rule, text });
  const journeys = journeysOf(problem);
  const done = checkOnce(problem, plan, report);
  const spans = plan.routes.flatMap((route) => checkRoute({ problem, route, journeys }, report));
  checkRelations(problem, done, report);
  const before = earlier && { earlier: checkOnce(problem, earlier, () => undefined) };
  const figures = figuresOf(problem, { done, spans, ...before });
  for (const goal of goalsOf(problem)) {
    const [told, found] = [toldCost(plan, goal), figures[goal]];
    if (told === undefined) report('cost', `gives no figure for ${goal}`);
    else if (found !== undefined && Math.abs(told - found) > 1e-6 * Math.max(1, Math.abs(found)))
      report('cost', `says ${goal} is ${told}, it is ${found}`);
  }
  return { violations, figures };
}

function checkRoute(
  { problem, route, journeys }: { problem: Problem; route: Plan['routes'][number]; journeys: Journeys },
  report: Report,
): Driving[] {
  const name = `${route.resource}, shift ${route.shift}`;
  const resource = problem.resources.find(({ id }) => id === route.resource);
  if (resource === undefined) {
    report('unknown', `there is no resource ${route.resource}`);
    return [];
  }
  const unknown = route.stops.filter(isJob).find(({ job }) => !problem.jobs.some(({ id }) => id === job));
  if (unknown !== undefined) {
    report('unknown', `${name}: there is no job ${unknown.job}`);
    return [];
  }
  if (route.stops.length === 0) return [];
  const driven = { problem, route, resource, name };
  const span = followRoute(driven, journeys, report);
  checkBreaks(driven, span, report);
  checkJobs(driven, report);
  checkLoad(driven, report);
  const most = resource.maxDuration;
  if (most !== undefined && span.end - span.leave > most)
    report('max_duration', `${name}: takes ${span.end - span.leave}, ${most} is the most`);
  if (route.travel !== span.travel)
    report('totals', `${name}: says travel ${route.travel}, it is ${span.travel}`);
  if (route.distance !== span.distance)
    report('totals', `${name}: says distance ${route.distance}, it is ${span.distance}`);
  return [{ ...span, resource: resource.id }];
}
