import type { Plan } from '../domain/scheduling/model/plan.ts';
import { type Goal, goals, type Objective } from '../domain/scheduling/model/problem.ts';

/** The goals of a problem that names none. */
export const usualObjective: Objective = ['importance', 'travel'];

type Cost = Plan['cost'];

/**
 * Below zero when the first cost is the better one: goal after goal in strict order (importance first unless it is
 * ranked elsewhere, as in the engine), or by the weighted sum.
 */
export function compareCosts(one: Cost, other: Cost, objective: Objective = usualObjective): number {
  if ('weights' in objective) return weighted(one, objective.weights) - weighted(other, objective.weights);
  const order: readonly Goal[] = objective.includes('importance') ? objective : ['importance', ...objective];
  for (const goal of order) {
    const difference = (one[goal] ?? 0) - (other[goal] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const weighted = (cost: Cost, weights: Cost): number =>
  goals.reduce((sum, goal) => sum + (weights[goal] ?? 0) * (cost[goal] ?? 0), 0);
