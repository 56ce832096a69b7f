import type { PlanResource, Problem } from '../../../domain/scheduling/model/problem.ts';
import type { PlannedRoute } from '../../../domain/scheduling/model/plan.ts';

/** The rules of the contract, by the names the checker reports them with. */
export type Rule =
  | 'unknown'
  | 'once'
  | 'travel'
  | 'time'
  | 'window'
  | 'release'
  | 'shift'
  | 'break'
  | 'skill'
  | 'parts'
  | 'tools'
  | 'restricted'
  | 'must_choose'
  | 'max_jobs'
  | 'max_duration'
  | 'lock'
  | 'after'
  | 'together'
  | 'totals'
  | 'cost'
  | 'reasons';

/** A rule that a plan breaks, and where. */
export interface Violation {
  readonly rule: Rule;
  readonly text: string;
}

/** Told of each violation as it is found. */
export type Report = (rule: Rule, text: string) => void;

/** A route with the resource it belongs to, found beforehand. */
export interface Driven {
  readonly problem: Problem;
  readonly route: PlannedRoute;
  readonly resource: PlanResource;
  /** How messages name the route. */
  readonly name: string;
}
