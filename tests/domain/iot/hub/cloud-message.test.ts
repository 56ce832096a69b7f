import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as queue from '../../../../domain/iot/hub/cloud-message.ts';
import type { CloudMessage } from '../../../../domain/iot/hub/cloud-message.ts';
import type { Refused } from '../../../../domain/refusals.ts';
import { aCloudMessage } from '../../../fixtures/iot/hub-records.ts';

const at = (minutes: number) => new Date(Date.parse('2026-03-02T08:30:00Z') + minutes * 60_000);

/** What a person would keep on paper about one message: the specification the code is held against. */
interface Paper {
  state: 'waiting' | 'handed over' | 'over';
  how: string | null;
  handedOver: number;
  lockEnds: number;
}
interface Real {
  message: CloudMessage;
  minute: number;
}

const expiry = 60;

/** The clock goes on; what it does to a message is the same whenever somebody looks. */
class Wait implements fc.Command<Paper, Real> {
  readonly minutes: number;
  constructor(minutes: number) {
    this.minutes = minutes;
  }
  check = () => true;
  run(paper: Paper, real: Real) {
    real.minute += this.minutes;
    real.message = queue.age(real.message, at(real.minute));
    const now = real.minute;
    if (paper.state === 'over') return verify(paper, real);
    const lockOver = paper.state === 'handed over' && now >= paper.lockEnds;
    if (now >= expiry) end(paper, 'expired');
    else if (lockOver && paper.handedOver >= 10) end(paper, 'delivery-count-exceeded');
    else if (lockOver) paper.state = 'waiting';
    verify(paper, real);
  }
  toString = () => `wait ${this.minutes} min`;
}

const steps = {
  lock: queue.lock,
  complete: queue.complete,
  reject: queue.reject,
  abandon: queue.abandon,
  purge: queue.purge,
};

type Step = keyof typeof steps;
class Do implements fc.Command<Paper, Real> {
  readonly step: Step;
  constructor(step: Step) {
    this.step = step;
  }
  check = () => true;
  run(paper: Paper, real: Real) {
    const isAllowed = {
      lock: paper.state === 'waiting',
      complete: paper.state !== 'over',
      reject: paper.state !== 'over',
      purge: paper.state !== 'over',
      abandon: paper.state === 'handed over',
    }[this.step];
    const now = at(real.minute);
    if (!isAllowed) {
      assert.throws(
        () => steps[this.step](real.message, now),
        (error: Refused) => error.code === 'cloud_message.transition_not_allowed',
      );
      return;
    }
    real.message = steps[this.step](real.message, now);
    if (this.step === 'lock') {
      paper.state = 'handed over';
      paper.handedOver += 1;
      paper.lockEnds = real.minute + 1;
    } else if (this.step === 'complete') end(paper, 'success');
    else if (this.step === 'reject') end(paper, 'rejected');
    else if (this.step === 'purge') end(paper, 'purged');
    else if (paper.handedOver >= 10) end(paper, 'delivery-count-exceeded');
    else paper.state = 'waiting';
    verify(paper, real);
  }
  toString = () => this.step;
}

const end = (paper: Paper, how: string) => Object.assign(paper, { state: 'over', how });

function verify(paper: Paper, { message }: Real): void {
  const state = {
    waiting: 'enqueued',
    'handed over': 'invisible',
    over: paper.how === 'success' ? 'completed' : 'dead-lettered',
  }[paper.state];
  assert.deepEqual(
    [message.state, message.feedback, message.deliveryCount, message.lockedUntil?.getTime() ?? null],
    [state, paper.how, paper.handedOver, paper.state === 'handed over' ? at(paper.lockEnds).getTime() : null],
  );
  assert.equal(queue.isPending(message), paper.state !== 'over');
  assert.equal(message.settledAt !== null, paper.state === 'over');
}

describe('a message to a device', () => {
  it('moves through its states as written down, whatever happens in whichever order', () => {
    const step = fc.constantFrom<Step>('lock', 'lock', 'abandon', 'abandon', 'complete', 'reject', 'purge');
    const commands = fc.commands(
      [
        step.map((one) => new Do(one)),
        fc.double({ min: 0, max: 3, noNaN: true }).map((one) => new Wait(Math.round(one * 4) / 4)),
      ],
      { maxCommands: 60, size: '+1' },
    );
    fc.assert(
      fc.property(commands, (steps) => {
        const message = aCloudMessage({ expiresAt: at(expiry) });
        fc.modelRun(
          () => ({
            model: { state: 'waiting', how: null, handedOver: 0, lockEnds: 0 } as Paper,
            real: { message, minute: 0 } as Real,
          }),
          steps,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('is handed over ten times and then given up', () => {
    let message = aCloudMessage();
    for (let time = 0; time < 10; time++) message = queue.abandon(queue.lock(message, at(time)), at(time));
    assert.deepEqual([message.state, message.feedback], ['dead-lettered', 'delivery-count-exceeded']);
  });

  it('is the clock’s business at the end of its lock or of its time, whichever comes first', () => {
    const message = aCloudMessage({ expiresAt: at(2) });
    assert.deepEqual(queue.nextDueAt(message), at(2));
    assert.deepEqual(queue.nextDueAt(queue.lock(message, at(0))), at(1));
    assert.deepEqual(queue.nextDueAt(queue.lock(message, at(1.5))), at(2));
  });

  it('tells its sender of the ends the sender asked for', () => {
    const heard = (ack: CloudMessage['ack']) =>
      (['success', 'expired', 'rejected'] as const).filter((feedback) =>
        queue.isFeedbackWanted({ ack, feedback }),
      );
    assert.deepEqual(heard('none'), []);
    assert.deepEqual(heard('positive'), ['success']);
    assert.deepEqual(heard('negative'), ['expired', 'rejected']);
    assert.deepEqual(heard('full'), ['success', 'expired', 'rejected']);
    assert.equal(queue.isFeedbackWanted({ ack: 'full', feedback: null }), false);
  });
});
