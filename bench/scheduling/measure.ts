import { locate } from '../../planning/problem/locate.ts';
import { planLocated } from '../../planning/plan.ts';
import { check } from './checker.ts';
import { type Dispatched, dispatch } from './dispatch.ts';
import type { BestKnown } from './best-known.ts';
import type { Instance } from './readers/instance.ts';

/** A point of a search: how good the best plan was after how many seconds. */
export interface Point {
  readonly seconds: number;
  readonly value: number;
}

/** What one run over one instance gave. */
export interface Measured {
  readonly family: string;
  readonly name: string;
  readonly seed: number;
  readonly jobs: number;
  /** In the instance's own measure, added up by the checker. */
  readonly value: number;
  readonly best?: number;
  /** Percent above the best known value. */
  readonly gap?: number;
  readonly unserved: number;
  readonly violations: readonly string[];
  readonly iterations: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly curve: readonly Point[];
  /** Travel in the problem's own units, to compare with what rules of dispatchers reach. */
  readonly travel: number;
  readonly rules?: readonly Dispatched[];
}

/** How each instance is run. */
export interface Effort {
  readonly seconds: number;
  readonly threads: number;
  readonly clock: 'wall' | 'cpu';
}

/** Which run over an instance is wanted. */
export interface Asked {
  readonly effort: Effort;
  readonly seed: number;
  readonly bestKnown: BestKnown;
  /** Whether the dispatchers' rules are asked too. */
  readonly rules?: boolean;
}

/** Plans an instance with one seed, lets the checker judge it and compares it with the best known value. */
export async function measure(
  instance: Instance,
  { effort, seed, bestKnown, rules = false }: Asked,
): Promise<Measured> {
  const { problem, family, name, scale } = instance;
  const told: { seconds: number; cost: number }[] = [];
  const plan = await planLocated(locate(problem), {
    ...effort,
    seed,
    onProgress: (progress) => told.push(progress),
  });
  const { violations, figures } = check(problem, plan);
  const value = measuredValue(instance, figures);
  const best = bestKnown(instance);
  const last = told.at(-1)?.cost ?? 0;
  return {
    family,
    name,
    seed,
    jobs: problem.jobs.length,
    value,
    ...(best !== undefined && { best, gap: 100 * (value / best - 1) }),
    unserved: plan.unassigned.length,
    violations: violations.map(({ rule, text }) => `${rule}: ${text}`),
    iterations: plan.iterations,
    seconds: plan.seconds,
    cpuSeconds: plan.cpuSeconds,
    travel: figures.travel ?? 0,
    ...(rules && { rules: dispatch(instance) }),
    // The search's price counts in the same units, but from another zero: the end of both is the same plan.
    curve: [
      ...told.map(({ seconds, cost }) => ({ seconds, value: value + (cost - last) / scale })),
      { seconds: plan.seconds, value },
    ],
  };
}

function measuredValue(
  { measure: by, scale }: Instance,
  figures: ReturnType<typeof check>['figures'],
): number {
  const { distance = 0, importance = 0 } = figures;
  return (by === 'distance + importance' ? distance + importance : (figures[by] ?? 0)) / scale;
}

/** The gap at a moment of a run: of the best plan found until then; none before the first. */
export function gapAt({ curve, best }: Measured, seconds: number): number | undefined {
  const point = curve.findLast((each) => each.seconds <= seconds);
  return point && best !== undefined ? 100 * (point.value / best - 1) : undefined;
}
