import assert from 'node:assert/strict';
import type { Role } from '../../../domain/people/person.ts';
import { ownWork, seesOwnWorkOnly, staffScope } from '../../../domain/work-orders/own-work.ts';
import { aCase, anActor } from '../../fixtures/desk-records.ts';
import { aDeskWithOrder, ana, nina, tom } from '../../fixtures/field-desk.ts';
import { aBooking, aWorkOrder } from '../../fixtures/field-records.ts';

const withVisit = () => aDeskWithOrder().seed('bookings', aBooking());

describe("what is a technician's own", () => {
  it('is what a visit leads to: order, customer, site, case and talk', async () => {
    const { visits, ...own } = await ownWork(withVisit().unit(), 'tom');
    assert.deepEqual(visits, [{ bookingId: 'book-1', workOrderId: 'wo-1', caseId: 'case-1' }]);
    assert.deepEqual(own, {
      resourceIds: ['res-tom'],
      workOrderIds: ['wo-1'],
      customerIds: ['cu-1'],
      accountIds: [],
      siteIds: ['site-1'],
      assetIds: [],
      caseIds: ['case-1'],
      conversationIds: ['conv-1'],
    });
  });

  it("is nothing of visits that were called off or are somebody else's", async () => {
    const desk = withVisit();
    assert.deepEqual((await ownWork(desk.unit(), 'nina')).workOrderIds, []);
    desk.seed('bookings', aBooking({ state: 'cancelled' }));
    assert.deepEqual((await ownWork(desk.unit(), 'tom')).workOrderIds, []);
    desk.seed('bookings', aBooking({ state: 'completed' }));
    assert.deepEqual((await ownWork(desk.unit(), 'tom')).workOrderIds, ['wo-1']);
  });

  it('is the scope of those who are technicians and nothing wider', () => {
    const scoped = (...roles: Role[]) => seesOwnWorkOnly(anActor('x', ...roles));
    assert.ok(scoped('technician') && scoped('technician', 'customer'));
    for (const wider of ['agent', 'dispatcher', 'supervisor', 'knowledge-author', 'admin'] as const)
      assert.ok(!scoped('technician', wider) && !scoped(wider), wider);
  });

  it("bounds what they read, by kind; colleagues and articles are everybody's", async () => {
    const desk = withVisit()
      .seed('cases', aCase({ id: 'case-2', number: 'C-2' }))
      .seed('workOrders', aWorkOrder({ id: 'wo-2', number: 'W-2', caseId: 'case-2' }));
    const unit = desk.unit();
    const cases = async (actor: typeof tom) =>
      (await unit.cases.where((await staffScope(unit, 'cases', actor))!)).map(({ id }) => id);
    assert.deepEqual([await cases(tom), await cases(nina)], [['case-1'], []]);
    assert.deepEqual(await cases(ana), ['case-1', 'case-2']);
    assert.deepEqual(await cases({ ...ana, unitId: 'other' }), []);
    assert.equal(await staffScope(unit, 'escalations', tom), null);
    assert.equal(await unit.people.count((await staffScope(unit, 'people', tom))!), 5);
  });
});
