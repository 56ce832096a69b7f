import { type GoalWeights, goalWeights } from '../engine/compile/weights.ts';
import type { Plan } from '../model/plan.ts';
import type { Goal, Problem } from '../model/problem.ts';
import type { TravelTable } from '../model/travel-table.ts';
import { noWay } from '../travel-matrix.ts';

/** A problem's goals as weights, so that calm can be weighed against them. */
export interface Prices {
  readonly weights: GoalWeights;
  /** What a usual way costs, the yardstick of what moving a promise may cost. */
  readonly way: number;
}

/** Turns the goals into weights: as told, or so that strict order holds. */
export function pricesOf(problem: Problem, travel: TravelTable): Prices {
  const { resources, jobs } = problem;
  const weights = goalWeights(problem, {
    longestLeg: longest(travel.durations),
    longestDistance: longest(travel.distances),
    longestShift: Math.max(1, ...resources.flatMap(({ shifts }) => shifts.map(([from, to]) => to - from))),
    longestOvertime: Math.max(
      0,
      ...resources.map(({ overtime }) => (overtime ? overtime.max * overtime.price : 0)),
    ),
    importances: [...new Set(jobs.map(({ importance }) => importance ?? 1))],
  });
  const time = weights.travel + weights.duration;
  const way = time * mean(travel.durations) + weights.distance * mean(travel.distances);
  return { weights, way: Math.max(way, Number.MIN_VALUE) };
}

/** One number for a plan's cost, calm left out. */
export const weighed = ({ cost }: Pick<Plan, 'cost'>, { weights }: Prices): number =>
  (Object.entries(cost) as [Goal, number][]).reduce(
    (sum, [goal, figure]) => sum + (goal === 'stability' ? 0 : weights[goal] * figure),
    0,
  );

function longest(table: Int32Array | Float64Array): number {
  let most = 1;
  for (const leg of table) if (leg < noWay && leg > most) most = leg;
  return most;
}

function mean(table: Int32Array | Float64Array): number {
  let [sum, count] = [0, 1];
  for (const leg of table) {
    if (leg >= noWay) continue;
    sum += leg;
    count++;
  }
  return sum / count;
}
