import assert from 'node:assert/strict';
import { card, quiet } from '../../../cards/card.ts';
import { claimDeviceButton, deviceCard } from '../../../cards/iot/devices.ts';
import { buttonsOf, press, textsOf } from '../../fixtures/cards.ts';
import { aDeviceView } from '../../fixtures/iot/cards/machine-cards.ts';

const said = (given: Parameters<typeof aDeviceView>[0]) => textsOf(deviceCard(aDeviceView(given))).join('\n');

describe("a device's card", () => {
  it('says what each channel measures beside what is expected of it, and what is wrong', () => {
    const text = said({});
    for (const words of [
      'Booster pump set A-117',
      'Quay House',
      '7.4',
      '2.1 to 3',
      'L-210 major',
      '2 alerts stand',
    ])
      assert.ok(text.includes(words), words);
  });

  it('is honest about what is not known yet', () => {
    assert.match(
      said({ channels: [], alerts: [], lastHeard: null }),
      /Nothing is known[\s\S]*never[\s\S]*No readings yet/,
    );
    const learning = { channel: 'flow', value: '3', expected: null, isInBand: null, at: 'today 10:00' };
    assert.match(
      said({ channels: [{ ...learning, learning: 'learning, 3 days left' }] }),
      /learning, 3 days left/,
    );
    assert.match(said({ channels: [{ ...learning, learning: null }] }), /not known yet/);
  });

  it('says when all is well, when a value is out of band, and when it is disabled', () => {
    const channel = { channel: 'flow', value: '3', expected: '2 to 4', at: 'today 10:00', learning: null };
    assert.match(said({ alerts: [], channels: [{ ...channel, isInBand: true }] }), /All is well/);
    assert.match(
      said({ alerts: [], channels: [{ ...channel, isInBand: false }] }),
      /out of its band, no alert/,
    );
    assert.match(said({ alerts: [], channels: [], state: 'disabled' }), /The device is disabled/);
  });

  it('leads to its alerts, is renewed, and carries what others add', () => {
    const made = deviceCard(aDeviceView(), { lines: [quiet('Set to 21 °C, done')], actions: [] });
    assert.deepEqual(
      buttonsOf(made).map(({ verb }) => verb),
      ['alert.show', 'alert.show', 'device.show'],
    );
    assert.ok(textsOf(made).includes('Set to 21 °C, done'));
  });

  it('asks for a code where a device is to be registered', () => {
    const made = card([], [claimDeviceButton('asset-1')]);
    assert.throws(() => press(made, 'device.claim'), /code has to be filled in/);
    assert.deepEqual(press(made, 'device.claim', { code: 'FL1:a:B' }).data, {
      assetId: 'asset-1',
      code: 'FL1:a:B',
    });
  });
});
