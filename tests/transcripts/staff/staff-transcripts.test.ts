import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { aBooking, aRequirement, aWorkOrder } from '../../fixtures/field-records.ts';
import { aCondition, aMachineDesk, anAlert } from '../../fixtures/iot/machines.ts';
import { difference, staffTalk } from './replay-staff.ts';

const folder = new URL('.', import.meta.url);
const chats = readdirSync(folder).filter((name) => name.endsWith('.chat'));

/** Pump 7 vibrates; Tom is on site. */
const aDeskAtWork = () =>
  aMachineDesk()
    .seed('alerts', anAlert())
    .seed('conditions', aCondition())
    .seed('workOrders', aWorkOrder({ assetId: 'asset-1' }))
    .seed('requirements', aRequirement())
    .seed('bookings', aBooking({ state: 'in-progress' }));

describe("transcripts of the staff's questions about machines", () => {
  it('are there', () => {
    assert.ok(chats.length >= 4);
    assert.match(difference(['bot: a * c'], ['bot: a b']) ?? '', /expected\n {2}bot: a/);
    assert.equal(difference(['bot: a * c?'], ['bot: a bb c?']), null);
  });

  for (const name of chats)
    it(`are answered as written: ${name.replace('.chat', '').replaceAll('-', ' ')}`, async () => {
      const { expected, spoken } = await staffTalk(
        readFileSync(new URL(name, folder), 'utf8'),
        aDeskAtWork(),
      );
      assert.equal(difference(expected, spoken), null);
    });
});
