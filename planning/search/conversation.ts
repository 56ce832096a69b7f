import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { Progress } from '../../domain/scheduling/engine/solve.ts';
import { spentOf } from './budget.ts';
import type { FromSearch, Offer, PackedPlan, SearchTask } from './messages.ts';
import { monotonicNow } from './process-start.ts';

/** Milliseconds between two words of progress: for curves, not for eyes. */
const progressEvery = 50;
/** How often threads compare their plans within one budget. */
const comparisons = 10;

/** What a searching thread has to say and hear: it is busy with one long call, so it hears only when it asks. */
export interface Talk {
  readonly say: (message: FromSearch) => void;
  readonly offers: MessagePort;
}

/** Tells of progress, shows its best plan at every tenth of the budget and takes over what others found better. */
export function conversation(
  { budget, exchanges }: Pick<SearchTask, 'budget' | 'exchanges'>,
  { say, offers }: Talk,
): (progress: Progress) => PackedPlan | undefined {
  let [toldAt, compared] = [0, 0];
  return (progress) => {
    const { cost, iterations } = progress;
    const now = monotonicNow();
    if (now - toldAt >= progressEvery) {
      toldAt = now;
      say({ kind: 'progress', cost, iterations });
    }
    if (!exchanges || budget === undefined) return undefined;
    const tenth = Math.floor(spentOf(budget) * comparisons);
    if (tenth > compared) {
      compared = tenth;
      say({ kind: 'compare', cost, plan: progress.packed() });
    }
    return better(offers, cost);
  };
}

/** The best of the plans that were offered since the last look, when it is better than one's own. */
function better(offers: MessagePort, cost: number): PackedPlan | undefined {
  let best: Offer | undefined;
  for (let found = receiveMessageOnPort(offers); found !== undefined; found = receiveMessageOnPort(offers)) {
    const offer: Offer = found.message;
    if (offer.cost < (best?.cost ?? cost)) best = offer;
  }
  return best?.plan;
}
