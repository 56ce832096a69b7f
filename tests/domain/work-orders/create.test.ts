import assert from 'node:assert/strict';
import { createWorkOrder } from '../../../domain/work-orders/create.ts';
import { reviseRequirement } from '../../../domain/work-orders/requirement.ts';
import { templateFor } from '../../../domain/work-orders/templates.ts';
import { aCase, aCustomer, aSite } from '../../fixtures/desk-records.ts';
import { aFieldDesk, ana, as, dora, happened, tom } from '../../fixtures/field-desk.ts';
import { anAsset, aRequirement, aWorkOrder } from '../../fixtures/field-records.ts';

const at = (iso: string) => new Date(`2026-03-${iso}:00Z`);

describe('making a work order', () => {
  it('takes place, words and needs from the case and its category', async () => {
    const desk = aFieldDesk();
    const { order, requirement, isNew } = await as(desk, ana)(createWorkOrder, { caseId: 'case-1' });
    assert.equal(isNew, true);
    assert.deepEqual(
      {
        number: order.number,
        siteId: order.siteId,
        accountId: order.accountId,
        state: order.state,
        summary: order.summary,
      },
      {
        number: 'W-2077',
        siteId: 'site-1',
        accountId: 'acc-1',
        state: 'unscheduled',
        summary: 'The AC on floor 3 is leaking again',
      },
    );
    assert.equal(requirement.durationMinutes, 90);
    assert.deepEqual(requirement.characteristics, [{ id: 'hvac', rating: 3 }]);
    assert.deepEqual([requirement.lat, requirement.lon, requirement.state], [51.4545, -2.5879, 'active']);
    assert.deepEqual(desk.events.at(-1)?.data, { workOrderId: order.id, number: 'W-2077', caseId: 'case-1' });
    assert.equal(desk.one('requirements', requirement.id).workOrderId, order.id);
  });

  it('gives three working days where nobody said when', async () => {
    const { requirement } = await as(aFieldDesk(), ana)(createWorkOrder, { caseId: 'case-1' });
    assert.deepEqual([requirement.windowFrom, requirement.windowTo], [at('02T09:00'), at('05T09:00')]);
  });

  it('gives eight hours when it is urgent or dangerous', async () => {
    const desk = aFieldDesk().seed('cases', aCase({ id: 'case-2', danger: true }), aCase({ id: 'case-3' }));
    const danger = await as(desk, ana)(createWorkOrder, { caseId: 'case-2' });
    assert.equal(danger.order.priority, 'high');
    assert.deepEqual(danger.requirement.windowTo, at('02T17:00'));
    const high = await as(desk, ana)(createWorkOrder, { caseId: 'case-3', priority: 'high' as const });
    assert.deepEqual(high.requirement.windowTo, at('02T17:00'));
  });

  it('lets whoever asks say it all', async () => {
    const input = {
      caseId: 'case-1',
      summary: 'Replace the pump',
      instructions: 'Ring at the gate',
      durationMinutes: 45,
      characteristics: [],
      window: { from: at('03T08:00'), to: at('03T12:00') },
      priority: 'low' as const,
    };
    const { order, requirement } = await as(aFieldDesk(), dora)(createWorkOrder, input);
    assert.deepEqual(
      [order.summary, order.instructions, order.priority],
      ['Replace the pump', 'Ring at the gate', 'low'],
    );
    assert.deepEqual([requirement.durationMinutes, requirement.characteristics], [45, []]);
    assert.deepEqual([requirement.windowFrom, requirement.windowTo], [at('03T08:00'), at('03T12:00')]);
  });

  it('goes to the site of the case before that of the customer, in its territory', async () => {
    const desk = aFieldDesk().seed('sites', aSite({ id: 'site-2', lat: 51.5, territoryId: 'north' }));
    desk.seed('cases', aCase({ siteId: 'site-2' }));
    const { order, requirement } = await as(desk, ana)(createWorkOrder, { caseId: 'case-1' });
    assert.deepEqual([order.siteId, requirement.lat, requirement.territoryId], ['site-2', 51.5, 'north']);
  });

  it('looks at the asset where the category of the case says nothing', async () => {
    const desk = aFieldDesk().seed('assets', anAsset({ category: 'lifts' }));
    desk.seed('cases', aCase({ category: 'general', assetId: 'asset-1' }));
    const { requirement } = await as(desk, ana)(createWorkOrder, { caseId: 'case-1' });
    assert.deepEqual(requirement.characteristics, [{ id: 'lift', rating: 4 }]);
  });

  it('refuses when nobody knows where to go', async () => {
    const desk = aFieldDesk().seed('customers', aCustomer());
    await assert.rejects(as(desk, ana)(createWorkOrder, { caseId: 'case-1' }), { code: 'site.unknown' });
    assert.equal(desk.all('workOrders').length, 0);
  });

  it('answers the open order of the same case and asset, so that two who press send one technician', async () => {
    const desk = aFieldDesk();
    const first = await as(desk, ana)(createWorkOrder, { caseId: 'case-1' });
    const again = await as(desk, dora)(createWorkOrder, { caseId: 'case-1' });
    assert.deepEqual(
      [again.isNew, again.order.id, again.requirement.id],
      [false, first.order.id, first.requirement.id],
    );
    assert.deepEqual(happened(desk), ['work-order.created']);
    const another = await as(desk, dora)(createWorkOrder, { caseId: 'case-1', another: true });
    assert.equal(another.order.number, 'W-2078');
  });

  it('makes a new one for another asset, and when the old one is done', async () => {
    const desk = aFieldDesk()
      .seed('workOrders', aWorkOrder({ state: 'completed' }))
      .seed('requirements', aRequirement());
    assert.equal((await as(desk, ana)(createWorkOrder, { caseId: 'case-1' })).isNew, true);
    desk.seed('assets', anAsset()).seed('cases', aCase({ assetId: 'asset-1' }));
    assert.equal((await as(desk, ana)(createWorkOrder, { caseId: 'case-1' })).isNew, true);
  });

  it('is for active cases, by people who may dispatch', async () => {
    const desk = aFieldDesk().seed('cases', aCase({ id: 'case-2', number: 'C-2', state: 'resolved' }));
    await assert.rejects(as(desk, ana)(createWorkOrder, { caseId: 'case-2' }), {
      code: 'case.not_active',
      message: 'Case C-2 is resolved; only an active case gets a work order.',
    });
    await assert.rejects(as(desk, tom)(createWorkOrder, { caseId: 'case-1' }), { code: 'role.not_allowed' });
  });

  it('guards the case, so that somebody who makes one at the same moment looks again', async () => {
    const desk = aFieldDesk();
    const before = desk.one('cases', 'case-1').version;
    await as(desk, ana)(createWorkOrder, { caseId: 'case-1' });
    assert.equal(desk.one('cases', 'case-1').version, before + 1);
  });
});

describe('templates of work', () => {
  it('know what each category takes, and leave the rest to any technician', () => {
    assert.deepEqual(templateFor('lifts'), {
      durationMinutes: 120,
      characteristics: [{ id: 'lift', rating: 4 }],
    });
    assert.deepEqual(templateFor('billing', undefined, 'electrical').characteristics, [
      { id: 'electrical', rating: 3 },
    ]);
    assert.deepEqual(templateFor('appointments', null), { durationMinutes: 60, characteristics: [] });
  });
});

describe('revising what an order needs', () => {
  const desk = () => aFieldDesk().seed('workOrders', aWorkOrder()).seed('requirements', aRequirement());

  it('changes what is named and leaves the rest', async () => {
    const window = { from: at('04T08:00'), to: at('06T17:00') };
    const revised = await as(desk(), dora)(reviseRequirement, { workOrderId: 'wo-1', window });
    assert.deepEqual([revised.windowTo, revised.durationMinutes], [at('06T17:00'), 60]);
    const other = await as(desk(), dora)(reviseRequirement, {
      workOrderId: 'wo-1',
      durationMinutes: 30,
      characteristics: [],
    });
    assert.deepEqual(
      [other.durationMinutes, other.characteristics, other.windowTo],
      [30, [], at('04T17:00')],
    );
  });

  it('is over when the work is done', async () => {
    const done = desk()
      .seed('workOrders', aWorkOrder({ state: 'completed' }))
      .seed('requirements', aRequirement({ state: 'completed' }));
    await assert.rejects(as(done, dora)(reviseRequirement, { workOrderId: 'wo-1', durationMinutes: 30 }), {
      code: 'work_order.transition_not_allowed',
    });
    await assert.rejects(as(done, tom)(reviseRequirement, { workOrderId: 'wo-1' }), {
      code: 'role.not_allowed',
    });
  });
});
