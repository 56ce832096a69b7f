import assert from 'node:assert/strict';
import { requireOwnSight, requireOwnUnit } from '../../bot/own-unit.ts';
import { staffDesk } from '../../bot/staff.ts';
import { actorOf, aDesk, ben, know, says } from '../fixtures/desk.ts';
import { aDeskWithOrder, ana, nina, tom } from '../fixtures/field-desk.ts';
import { aBooking } from '../fixtures/field-records.ts';
import { keysOfTest } from '../fixtures/iot/machines.ts';

const stranger = { ...actorOf('zoe', 'Zoe Other', 'agent', 'supervisor'), unitId: 'elsewhere' };
const isNotFound = (error: unknown) => (error as { code?: string }).code === 'record.not_found';

describe("what a button's data names", () => {
  it("is only ever of one's own unit, whatever the role", async () => {
    const desk = aDesk();
    await says(desk, 'the door closer on floor 1 is broken');
    const { id: caseId } = desk.all('cases')[0]!;
    const render = async () => ({ text: 'shown' });
    const { press } = staffDesk({
      commit: desk.commit,
      tables: desk.unit(),
      copilot: know,
      deviceKeys: keysOfTest,
      render,
    });
    for (const verb of ['case.show', 'case.pick', 'case.summary', 'case.focus'])
      await assert.rejects(press(stranger, { verb, data: { caseId } }), isNotFound, verb);
    assert.equal(desk.one('cases', caseId).ownerId, null);
    assert.deepEqual(await press(ben, { verb: 'case.show', data: { caseId } }), { text: 'shown' });
  });

  it("is a case or an order of a technician's own visits", async () => {
    const tables = aDeskWithOrder().seed('bookings', aBooking()).unit();
    for (const data of [{ caseId: 'case-1' }, { workOrderId: 'wo-1' }]) {
      await assert.doesNotReject(requireOwnUnit(tables, tom, data));
      await assert.rejects(requireOwnUnit(tables, nina, data), isNotFound);
      await assert.doesNotReject(requireOwnUnit(tables, ana, data));
    }
  });

  it('is a visit of the own ones where it is drawn and nobody else asks whose it is', async () => {
    const tables = aDeskWithOrder().seed('bookings', aBooking()).unit();
    const { bookingId } = { bookingId: aBooking().id };
    for (const actor of [tom, ana]) await assert.doesNotReject(requireOwnSight(tables, actor, { bookingId }));
    for (const actor of [nina, { ...ana, unitId: 'elsewhere' }])
      await assert.rejects(requireOwnSight(tables, actor, { bookingId }), isNotFound);
    for (const data of [null, { caseId: 7 }]) await assert.doesNotReject(requireOwnSight(tables, tom, data));
  });

  it('is left to its handler when it is no id, or leads nowhere', async () => {
    const tables = aDesk().unit();
    for (const data of [null, undefined, 'text', {}, { caseId: 7 }, { caseId: 'gone' }])
      await assert.doesNotReject(requireOwnUnit(tables, ben, data));
  });
});
