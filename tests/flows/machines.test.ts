import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { recordFinding } from '../../domain/iot/alerts/record-finding.ts';
import { reactions } from '../../domain/reactions.ts';
import { aFakeTeams, type FakeTeams } from '../fixtures/fake-teams.ts';
import { sasOf } from '../fixtures/iot/gateway-on-test.ts';
import { aRunningApp, type RunningApp } from '../fixtures/running-app.ts';
import { aCaller, type Caller } from './cast/caller.ts';
import { aTeamsMember, type TeamsMember } from './cast/teams-member.ts';

const plumbers = ['technician-03', 'technician-08', 'technician-11'];

describe('a machine that complains', () => {
  let app: RunningApp;
  let teams: FakeTeams;
  let liam: TeamsMember;
  let dispatcher: Caller;

  beforeEach(async () => {
    [app, teams] = await Promise.all([aRunningApp(), aFakeTeams()]);
    liam = await aTeamsMember(app, teams, 'dispatcher-01');
    dispatcher = await aCaller(app, 'dispatcher-01');
  });
  afterEach(async () => {
    await app?.stop();
    await teams?.stop();
  });

  /** Sends readings of pump 7 with its own key, as a device without MQTT does. */
  const sends = async (key: string, temperature: number, at: Date) => {
    const { host } = new URL(app.url);
    const answer = await fetch(`${app.url}/devices/AVS-P07-01/messages/events`, {
      method: 'POST',
      headers: {
        authorization: sasOf(key, { host, device: 'AVS-P07-01' }),
        'content-type': 'application/json',
      },
      body: JSON.stringify({ at: at.toISOString(), temperature }),
    });
    assert.equal(answer.status, 204, await answer.text());
  };
  const alertNow = async () =>
    (await app.database.tables.alerts.first(
      { deviceId: 'AVS-P07-01', channel: 'temperature' },
      { orderBy: [['raisedAt', 'desc']] },
    ))!;
  const until = async <T>(look: () => Promise<T | undefined | false>, what: string): Promise<T> => {
    for (let tries = 0; tries < 400; tries++) {
      const found = await look();
      if (found) return found;
      await wait(25);
    }
    throw new Error(`it did not come about that ${what}`);
  };

  it('is heard, shown, repaired, and believed only when its readings are back in band', async () => {
    const members = await Promise.all(plumbers.map((id) => aTeamsMember(app, teams, id)));
    const { body: turned } = await dispatcher.post('/api/devices/AVS-P07-01/rotate-key');
    const rules = [{ kind: 'threshold', channel: 'temperature', above: 70, clear: 65, severity: 'critical' }];
    assert.equal((await dispatcher.put('/api/devices/AVS-P07-01/rules', rules as never)).status, 200);

    await sends(turned.key, 81.2, app.now());
    await liam.card(/^Critical: Booster pump set/, /81\.2/, /Anchor Yard/, /L-101/);
    await liam.press('alert.acknowledge', {}, /L-101/);
    await liam.press('alert.dispatch', {}, /L-101/);
    await liam.card(/L-101/, /W-2077, unscheduled/, /C-1042/);
    await liam.press('work-order.slots', {}, /L-101/);
    await liam.press('booking.make', {}, /^Times for W-2077/);

    const booking = await until(
      async () => app.database.tables.bookings.first({ state: 'scheduled', startAt: { above: app.now() } }),
      'a visit is booked',
    );
    const { personId } = await app.database.tables.resources.get(booking.resourceId);
    const technician = members.find(({ id }) => id === personId)!;
    await technician.card(/^Visit W-2077/, /What the machine tells/, /Out of band L-101 temperature/);
    await technician.press('booking.travel');
    await technician.press('booking.arrive');
    await technician.press('booking.complete', { report: 'Replaced the impeller.', outcome: 'fixed' });

    await liam.card(/L-101/, /W-2077 is done; telemetry has 30 min to come back in band/);
    assert.equal((await alertNow()).state, 'acknowledged');
    await sends(turned.key, 48.5, app.now());
    await liam.card(/L-101/, /Back in band at/);
    const over = await alertNow();
    assert.deepEqual([over.state, over.clearReason, over.clearedById], ['cleared', 'in-band', 'system']);
    const { body: timeline } = await dispatcher.get(`/api/cases/${over.caseId}/timeline`);
    const lines = timeline.value.map(({ text }: { text: string }) => text);
    for (const line of ['led here', 'a technician is sent', 'is over: telemetry is back in band'])
      assert.ok(
        lines.some((text: string) => text.startsWith('Alert L-101') && text.endsWith(line)),
        line,
      );
    await liam.types('how is pump 7?');
    await liam.card(/^Booster pump set A-113/, /temperature/, /48\.5/);
  });

  it('whose repair did not help is shown again and followed up by a second order', async () => {
    const at = app.now().getTime();
    const told = await app.database.commit(reactions)((unit) =>
      recordFinding(unit, {
        ...{
          device: 'AVS-P07-01',
          channel: 'temperature',
          kind: 'threshold',
          state: 'raised',
          severity: 'critical',
        },
        ...{
          score: 0.9,
          detail: 'Temperature is 81 °C, the limit is 70 °C.',
          at,
          toldAt: at,
          raisedAt: at,
          count: 1,
        },
      }),
    );
    const { body: sent } = await dispatcher.post(`/api/alerts/${told?.id}/dispatch`);
    const order = await app.database.tables.workOrders.get(sent.workOrderId);
    const { body: slots } = await dispatcher.get(`/api/work-orders/${order.id}/slots`);
    const [slot] = slots.value ?? slots.slots;
    const { body: booked } = await dispatcher.post('/api/bookings', {
      workOrderId: order.id,
      resourceId: slot.resourceId,
      startAt: slot.startAt,
    });
    for (const step of ['travel', 'arrive']) await dispatcher.post(`/api/bookings/${booked.id}/${step}`);
    await dispatcher.post(`/api/bookings/${booked.id}/complete`, { report: 'Cleaned it.', outcome: 'fixed' });
    await until(async () => (await alertNow()).verifyUntil !== null, 'telemetry is given time');
    await app.advance('PT31M');
    await liam.card(/L-101/, /Still out of band 30 min after W-2077 was done\. W-2078 follows it up/);
    assert.equal((await alertNow()).state, 'open');
    assert.equal(await app.database.tables.workOrders.count({ caseId: sent.caseId }), 2);
  });

  it('of the demo company stands from the start, and is asked about in words', async () => {
    await liam.types('alerts');
    assert.match(
      await liam.sees(/L-100/),
      /^L-100 · major · Booster pump set A-113 · vibration: slow drift$/,
    );
    await liam.types('L-100');
    await liam.card(/^Major: Booster pump set/, /7\.4 mm\/s/);
    await liam.press('alert.clear', { reason: 'Bearing was replaced yesterday.' });
    await liam.card(/L-100/, /Cleared by Liam Carter at .*: Bearing was replaced yesterday/);
    const { body } = await dispatcher.get("/api/alerts?$filter=state eq 'open'");
    assert.deepEqual(body.value, []);
  });
});
