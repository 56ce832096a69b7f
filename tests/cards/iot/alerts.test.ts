import assert from 'node:assert/strict';
import { alertCard } from '../../../cards/iot/alerts.ts';
import { kindWords } from '../../../domain/iot/alerts/kind-words.ts';
import { buttonsOf, press, textsOf } from '../../fixtures/cards.ts';
import { anAlertView } from '../../fixtures/iot/cards/machine-cards.ts';

const said = (given: Parameters<typeof anAlertView>[0]) => textsOf(alertCard(anAlertView(given))).join('\n');
const verbsOf = (given: Parameters<typeof anAlertView>[0]) =>
  buttonsOf(alertCard(anAlertView(given))).map(({ verb }) => verb);

describe("an alert's card", () => {
  it('says what is wrong, where, since when, how far out of band and how often', () => {
    const text = said({});
    for (const words of [
      'Major: Booster pump set A-117',
      'Vibration has drifted to 7.4 mm/s',
      'since today 10:02',
      'Quay House, basement, plant room',
      'Pump 7 (pump-7), channel vibration',
      'L-214, slow drift',
      'usual 2.1 to 3',
      'above 3\n● 7.4',
      'by 1,214 readings',
    ])
      assert.ok(text.includes(words), words);
  });

  it('lets it be acknowledged, put aside, kept quiet, cleared, and a technician be sent', () => {
    assert.deepEqual([...verbsOf({})].sort(), [
      'alert.acknowledge',
      'alert.clear',
      'alert.dispatch',
      'alert.open-case',
      'alert.snooze',
      'alert.suppress',
      'device.show',
    ]);
    assert.ok(!verbsOf({ state: 'acknowledged' }).includes('alert.acknowledge'));
  });

  it('leads to the case and the work order once there are some', () => {
    const order = { id: 'wo-1', number: 'W-2077', state: 'unscheduled', isOpen: true };
    const given = { case: { id: 'case-1', number: 'C-1042' }, order };
    assert.ok(verbsOf(given).includes('work-order.slots'));
    assert.ok(verbsOf(given).includes('case.show'));
    assert.ok(!verbsOf(given).includes('alert.dispatch'));
    assert.ok(verbsOf({ order: { ...order, isOpen: false } }).includes('alert.dispatch'));
  });

  it('asks for a reason to clear and to keep quiet', () => {
    const card = alertCard(anAlertView());
    assert.throws(() => press(card, 'alert.clear'), /reason has to be filled in/);
    const quiet = press(card, 'alert.suppress', { reason: 'Part ordered' }).data;
    assert.deepEqual([quiet.hours, quiet.reason], ['24', 'Part ordered']);
    assert.equal(press(card, 'alert.snooze').data.minutes, '60');
  });

  it('tells of its group and of a repair under way', () => {
    const text = said({ group: ['L-215 pressure: level shift, minor'], grouped: 3, note: 'W-1 is done.' });
    for (const words of ['3 more in this group, 1 standing', 'L-215 pressure', 'W-1 is done.'])
      assert.ok(text.includes(words), words);
    assert.match(said({ backSince: 'at 10:40', grouped: 2 }), /Back in band at 10:40, its group is not/);
    assert.match(said({ grouped: 2 }), /2 more in this group, all over/);
  });

  it('once over says how, with nothing left to decide', () => {
    const over = { state: 'cleared', ending: 'Back in band at 11:00.' } as const;
    assert.match(said(over), /Back in band at 11:00\./);
    assert.deepEqual(verbsOf(over), ['device.show']);
  });

  it('has words for every kind', () => {
    assert.equal(new Set(Object.values(kindWords)).size, 11);
  });
});
