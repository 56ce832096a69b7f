import { closeCase, closeConversation } from '../domain/cases/resolve.ts';
import { wakeAlert } from '../domain/iot/alerts/attend.ts';
import { endQuietTime } from '../domain/iot/alerts/quiet-times.ts';
import { judgeRepair } from '../domain/iot/alerts/repair.ts';
import { ageCommand } from '../domain/iot/commands/carry-out.ts';
import { ageCloudMessage } from '../domain/iot/hub/cloud-queue.ts';
import type { TimerKind } from '../domain/messaging/outgoing.ts';
import type { ClaimedTimer, Timers } from '../domain/messaging/timers.ts';
import { expireOffer } from '../domain/routing/offers.ts';
import { wakeEscalation } from '../domain/sla/escalations.ts';
import { breachKpi, warnKpi } from '../domain/sla/run-sla-timers.ts';
import { type Commit, LostClaim, type Unit } from '../domain/unit.ts';
import { nextTry } from './back-off.ts';
import { type Worker, worker } from './worker.ts';

/** What each kind of timer does when it falls due; one entry a kind, checked by the compiler. */
const duties: Record<TimerKind, (unit: Unit, subjectId: string) => Promise<unknown>> = {
  'offer.expire': (unit, offerId) => expireOffer(unit, { offerId }),
  'sla.warn': (unit, kpiId) => warnKpi(unit, kpiId),
  'sla.breach': (unit, kpiId) => breachKpi(unit, kpiId),
  'escalation.wake': (unit, escalationId) => wakeEscalation(unit, escalationId),
  'conversation.auto-close': (unit, conversationId) => closeConversation(unit, conversationId),
  'case.close': (unit, caseId) => closeCase(unit, caseId),
  'alert.wake': (unit, alertId) => wakeAlert(unit, alertId),
  'alert.verify': (unit, alertId) => judgeRepair(unit, alertId),
  'quiet-time.end': (unit, quietTimeId) => endQuietTime(unit, quietTimeId),
  'cloud-message.due': (unit, cloudMessageId) => ageCloudMessage(unit, cloudMessageId),
  'command.due': (unit, commandId) => ageCommand(unit, commandId),
};

export interface TimerDeps {
  readonly timers: Timers;
  readonly commit: Commit;
  readonly now: () => Date;
  readonly random: () => number;
  readonly log: { error(fields: object, text: string): void };
}

/** Fires due timers, each once: the duty and the timer's end are one transaction, guarded by the claim's fence. */
export function timerWorker({ timers, commit, now, random, log }: TimerDeps): Worker {
  const fire = async (timer: ClaimedTimer) => {
    const completes = { timerId: timer.id, fence: timer.fence };
    try {
      await commit((unit) => duties[timer.kind](unit, timer.subjectId), { completes });
    } catch (error) {
      if (error instanceof LostClaim) return;
      log.error({ err: error, timer: timer.id }, 'a timer failed');
      await timers.giveBack(timer, nextTry(timer.attempts, now(), random), String(error));
    }
  };
  const loop = worker({
    round: async () => {
      const due = await timers.claimDue(100);
      await Promise.all(due.map(fire));
      if (due.length > 0) return due.length;
      const next = await timers.nextDueAt();
      if (next) loop.wakeIn(Math.max(1, next.getTime() - now().getTime()));
      return 0;
    },
    idleMs: 1000,
    onError: (err) => log.error({ err }, 'the timers could not be read'),
  });
  return loop;
}
