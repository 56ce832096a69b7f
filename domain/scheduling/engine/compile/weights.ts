import { type Goal, goals, type Problem } from '../../model/problem.ts';

/** What one unit of each goal weighs, before travel is priced. */
export type GoalWeights = Readonly<Record<Goal, number>>;

/** The most that moving one job can change each goal; how the scale of strict order is found. */
export interface GoalScale {
  readonly longestLeg: number;
  readonly longestDistance: number;
  readonly longestShift: number;
  readonly longestOvertime: number;
  readonly importances: readonly number[];
}

const none: GoalWeights = {
  importance: 0,
  travel: 0,
  distance: 0,
  duration: 0,
  preferred: 0,
  levelSurplus: 0,
  lateness: 0,
  balance: 0,
  soonest: 0,
  resources: 0,
  stability: 0,
  overtime: 0,
};

/**
 * Turns goals into weights. In strict order each goal weighs so much that moving one job can never pay for it with
 * lower goals, and no more, because annealing works best when goals are near each other. Travel is the last goal when
 * nothing else speaks of ways.
 */
export function goalWeights(problem: Problem, scale: GoalScale): GoalWeights {
  const asked = problem.objective ?? ['importance', 'travel'];
  if ('weights' in asked) return completed(asked.weights, scale);
  const order = withWays(withImportance(asked));
  const weights: Record<Goal, number> = { ...none };
  let below = 0;
  for (const goal of [...order].reverse()) {
    const least = goal === 'importance' ? leastImportance(scale) : 1;
    weights[goal] = below === 0 ? 1 : (2 * below) / least;
    below += weights[goal] * mostChange(goal, scale);
  }
  // Overtime has its price also when nobody ranks it: one unit of price is one unit of the first goal about ways.
  const ways = order.find((goal) => goal === 'travel' || goal === 'distance' || goal === 'duration');
  if (weights.overtime === 0 && ways !== undefined) weights.overtime = weights[ways];
  return weights;
}

/** The least price of ways, as a share of the least weight told: it decides among plans that are alike otherwise. */
const nearlyNothing = 1e-9;

// Weights are taken as they are. Where they say nothing of importance no job is left out to save anything else; where they say
// nothing of ways the shorter ones are taken among equals; overtime has its price as in strict order.
function completed(told: Readonly<Partial<Record<Goal, number>>>, scale: GoalScale): GoalWeights {
  const weights: Record<Goal, number> = { ...none, ...told };
  if (weights.travel + weights.distance + weights.duration === 0) {
    const positive = Object.values(told).filter((weight) => weight > 0);
    weights.travel = nearlyNothing * Math.min(...positive, 1);
  }
  if (told.overtime === undefined) weights.overtime = weights.travel || weights.distance || weights.duration;
  if (told.importance === undefined) {
    const others = goals.reduce((sum, goal) => sum + weights[goal] * mostChange(goal, scale), 0);
    weights.importance = (2 * others) / leastImportance(scale);
  }
  return weights;
}

const leastImportance = ({ importances }: GoalScale): number =>
  Math.min(...importances.filter((one) => one > 0), 1e9);

// A plan that may leave anything out for nothing is empty.
const withImportance = (order: readonly Goal[]): readonly Goal[] =>
  order.includes('importance') ? order : ['importance', ...order];

const withWays = (order: readonly Goal[]): readonly Goal[] =>
  order.some((goal) => goal === 'travel' || goal === 'distance' || goal === 'duration')
    ? order
    : [...order, 'travel'];

function mostChange(goal: Goal, scale: GoalScale): number {
  switch (goal) {
    case 'travel':
      return 2 * scale.longestLeg;
    case 'distance':
      return 2 * scale.longestDistance;
    case 'duration':
    case 'lateness':
    case 'soonest':
    case 'balance':
      return scale.longestShift;
    case 'overtime':
      return scale.longestOvertime;
    case 'importance':
      return Math.max(1, ...scale.importances);
    default:
      return 3;
  }
}
