import { byWindow, type Rule, ruleOf } from './dispatcher.ts';

/**
 * Jobs by window start, each appended to the technician who can start it soonest: how a dispatcher fills a board from
 * left to right. One of the three rules a plan is measured against.
 */
export const earliestAvailable: Rule = ruleOf({
  order: byWindow,
  where: 'behind',
  by: 'start',
});
