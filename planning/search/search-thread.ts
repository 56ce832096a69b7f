import { type MessagePort, parentPort } from 'node:worker_threads';
import { solve } from '../../domain/scheduling/engine/solve.ts';
import type { Plan } from '../../domain/scheduling/model/plan.ts';
import { type Budget, spentOf } from './budget.ts';
import { conversation } from './conversation.ts';
import { ExplainingTime } from './explaining.ts';
import type { FromSearch, SearchTask } from './messages.ts';
import { monotonicNow } from './process-start.ts';

// The program of a searching thread: one task after another, each answered by a plan.
interface Ordered {
  readonly task: SearchTask;
  readonly offers: MessagePort;
}

const say = (message: FromSearch): void => parentPort!.postMessage(message);

parentPort!.on('message', ({ task, offers }: Ordered) => {
  try {
    say({ kind: 'done', plan: search(task, offers) });
  } catch (error) {
    say({ kind: 'failed', error });
  }
  offers.close();
});

function search(task: SearchTask, offers: MessagePort): Plan {
  const { problem, travel, seed, budget, iterations, start, stop } = task;
  const talk = conversation(task, { say, offers });
  const explaining = new ExplainingTime(problem.jobs.length);
  return solve(problem, travel, {
    seed,
    ...(iterations !== undefined && { iterations }),
    ...(budget && { spent: spending(budget, explaining) }),
    stop: () => Atomics.load(stop, 0) !== 0,
    ...(start && { start }),
    onBetter(progress) {
      if (budget) explaining.look(spentOf(budget, explaining.milliseconds), progress);
      return talk(progress);
    },
  });
}

/** How much is spent, less the time until it will be asked again: large problems ask only every tenth of a second. */
function spending(budget: Budget, explaining: ExplainingTime): () => number {
  let asked = 0;
  return () => {
    const now = monotonicNow();
    const pause = asked === 0 ? 0 : now - asked;
    asked = now;
    return spentOf(budget, explaining.milliseconds + pause);
  };
}
