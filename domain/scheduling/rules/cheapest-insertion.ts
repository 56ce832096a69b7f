import { type Rule, ruleOf } from './dispatcher.ts';

/**
 * Jobs in call order, each put where it adds the least travel: a careful dispatcher at the telephone, who never moves
 * what was promised. One of the three rules a plan is measured against.
 */
export const cheapestInsertion: Rule = ruleOf({
  order: (jobs) => jobs,
  where: 'anywhere',
  by: 'travel',
});
