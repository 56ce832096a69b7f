import assert from 'node:assert/strict';
import { latePromises, namePromises } from '../../../domain/sla/late-promises.ts';
import type { Memory } from '../../fixtures/memory.ts';
import { aDesk, eventsNamed, openAt, runTimersAt } from './sla-desk.ts';

const cardsOf = (desk: Memory): string[] => desk.all('posts', { kind: 'card' }).map(({ id }) => id);
const named = async (desk: Memory): Promise<string> =>
  namePromises(await latePromises(desk.unit(), desk.all('escalations')[0]!));

async function opened(): Promise<Memory> {
  const desk = aDesk();
  await openAt(desk, { ownerId: 'ann' });
  return desk;
}

describe('asking a supervisor about a late case', () => {
  it('pages once for two promises that are found broken at the same moment, on one card that names both', async () => {
    const desk = await opened();
    await runTimersAt(desk, '2026-03-03T10:30:00Z');
    assert.deepEqual(cardsOf(desk), ['sam:escalation:escalation:case-1:first-response']);
    assert.equal(eventsNamed(desk, 'case.sla_breached').length, 2);
    assert.equal(eventsNamed(desk, 'escalation.asked').length, 1);
    assert.equal(await named(desk), 'first response and resolution');
  });

  it('pages again, on the same card, for a promise that breaks much later while nobody has decided', async () => {
    const desk = await opened();
    await runTimersAt(desk, '2026-03-02T11:00:00Z');
    assert.equal(await named(desk), 'first response');
    const [first] = desk.all('posts', { kind: 'card' });
    desk.seed('posts', { ...first!, activityId: 'shown' });
    await runTimersAt(desk, '2026-03-03T10:00:00Z');
    const [card, ...others] = desk.all('posts', { kind: 'card' });
    assert.deepEqual(others, []);
    assert.deepEqual([card?.activityId, card?.at], [null, desk.now]);
    assert.equal(eventsNamed(desk, 'escalation.asked').length, 2);
  });

  it('asks anew about a promise that breaks after the first question was decided', async () => {
    const desk = await opened();
    await runTimersAt(desk, '2026-03-02T11:00:00Z');
    const [asked] = desk.all('escalations');
    desk.seed('escalations', { ...asked!, state: 'declined', decidedAt: desk.now });
    await runTimersAt(desk, '2026-03-03T10:00:00Z');
    assert.deepEqual(
      desk.all('escalations').map(({ kind, state }) => `${kind} ${state}`),
      ['first-response declined', 'resolve pending'],
    );
    assert.equal(namePromises(await latePromises(desk.unit(), asked!)), 'first response');
  });
});
