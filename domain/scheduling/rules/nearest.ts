import { byWindow, type Rule, ruleOf } from './dispatcher.ts';

/**
 * Jobs by window start, each appended to the technician whose travel grows least by it: who happens to be near goes
 * there. One of the three rules a plan is measured against.
 */
export const nearest: Rule = ruleOf({
  order: byWindow,
  where: 'behind',
  by: 'travel',
});
