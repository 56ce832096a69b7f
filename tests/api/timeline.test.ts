import assert from 'node:assert/strict';
import { type ApiServer, anApiServer, type Send } from '../fixtures/api/server.ts';
import { twoUnits } from '../fixtures/api/two-units.ts';
import { anActor } from '../fixtures/desk-records.ts';

describe("a case's timeline over REST", () => {
  let server: ApiServer;
  let ana: Send;
  let clara: Send;

  beforeEach(async () => {
    server = await anApiServer(twoUnits);
    [ana, clara] = (await Promise.all(['ana', 'cu-1'].map((one) => server.as(one)))) as [Send, Send];
  });
  afterEach(() => server.stop());

  it('tells everything to staff, and their side of it to customers', async () => {
    await ana('/api/cases/C-1/reply', { body: { text: 'On our way' } });
    await ana('/api/cases/C-1/transfer', { body: { toAgentId: 'sue', note: 'a secret note' } });
    const inside = (await ana('/api/cases/C-1/timeline')).body.value;
    const texts = inside.map(({ text }: { text: string }) => text).join('\n');
    assert.match(texts, /Ana: On our way/);
    assert.match(texts, /Assigned to Sue: handed over by Ana/);
    const sent = inside.find(({ text }: { text: string }) => text === 'Ana: On our way');
    assert.deepEqual(sent.actor, { id: 'ana', name: 'Ana' });
    const outside = (await clara('/api/cases/C-1/timeline')).body.value;
    assert.ok(outside.length > 0 && outside.length < inside.length);
    assert.doesNotMatch(JSON.stringify(outside), /handed over|actorId|"data"/);
    assert.ok(outside.every(({ actor }: { actor: unknown }) => actor === null));
    assert.ok((await ana('/api/cases/C-2/routing')).body.value.length > 0);
  });

  it('keeps from technicians how work is handed out and decided on', async () => {
    await server.database.commit({})(async (unit) => {
      unit.emit('escalation.asked', { caseId: 'case-1', escalationId: 'e', supervisorId: 'sue' });
      unit.emit('case.prioritised', { caseId: 'case-1', from: 'normal', to: 'high' });
    });
    const tom = await server.as('tom');
    const names = async (who: Send) =>
      (await who('/api/cases/C-1/timeline')).body.value.map(({ name }: { name: string }) => name);
    assert.ok((await names(ana)).includes('escalation.asked'));
    const heard = await names(tom);
    assert.ok(heard.includes('case.prioritised') && !heard.includes('escalation.asked'));
  });

  it('tells times as people read them, never as instants', async () => {
    await server.database.commit({})(
      async (unit) => {
        const of = { caseId: 'case-1', kpiId: 'kpi-1', kind: 'first-response' } as const;
        const at = '2026-03-02T09:30:00.000Z';
        unit.emit('case.sla_warned', { ...of, dueAt: at });
        unit.emit('case.sla_breached', { ...of, breachedAt: at });
        unit.emit('offer.made', { caseId: 'case-1', offerId: 'o', agentId: 'ana', expiresAt: at });
        const visit = { bookingId: 'b', workOrderId: 'wo-1', caseId: 'case-1', resourceId: 'res-tom' };
        unit.emit('booking.made', { ...visit, startAt: '2026-03-03T09:30:00.000Z' });
      },
      { actor: anActor('ana') },
    );
    const texts: string[] = (await ana('/api/cases/C-1/timeline')).body.value.map(
      ({ text }: { text: string }) => text,
    );
    for (const words of [
      'First response is due soon: today 10:30',
      'First response is late since today 10:30',
      'Offered until today 10:30',
      'Visit booked for tomorrow 10:30',
    ])
      assert.ok(texts.includes(words), words);
    assert.doesNotMatch(texts.join('\n'), /\d{4}-\d\d-\d\dT/);
  });
});
