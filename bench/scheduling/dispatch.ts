import { cheapestInsertion } from '../../domain/scheduling/rules/cheapest-insertion.ts';
import type { Rule } from '../../domain/scheduling/rules/dispatcher.ts';
import { earliestAvailable } from '../../domain/scheduling/rules/earliest-available.ts';
import { nearest } from '../../domain/scheduling/rules/nearest.ts';
import { locate } from '../../planning/problem/locate.ts';
import { check } from './checker.ts';
import type { Instance } from './readers/instance.ts';

/** What a dispatcher's rule reaches on an instance, in the problem's own units. */
export interface Dispatched {
  readonly rule: string;
  readonly travel: number;
  readonly unserved: number;
  readonly importance: number;
  readonly violations: number;
}

const rules: Readonly<Record<string, Rule>> = {
  'earliest available': earliestAvailable,
  nearest,
  'cheapest insertion': cheapestInsertion,
};

/** Plans an instance by each of the three rules that stand for planning by hand. */
export function dispatch({ problem }: Instance): Dispatched[] {
  const { problem: located, travel } = locate(problem);
  return Object.entries(rules).map(([rule, plan]) => {
    const found = plan(located, travel);
    const { figures, violations } = check(problem, found);
    return {
      rule,
      travel: figures.travel ?? 0,
      unserved: found.unassigned.length,
      importance: figures.importance ?? 0,
      violations: violations.filter(({ rule: broken }) => broken !== 'reasons').length,
    };
  });
}

/** The strongest rule: least importance left out, then least travel. */
export const strongest = (all: readonly Dispatched[]): Dispatched =>
  all.reduce((best, one) =>
    one.importance < best.importance || (one.importance === best.importance && one.travel < best.travel)
      ? one
      : best,
  );
