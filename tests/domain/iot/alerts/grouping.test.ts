import assert from 'node:assert/strict';
import { standing } from '../../../../domain/iot/alerts/alert.ts';
import { clearAlert } from '../../../../domain/iot/alerts/attend.ts';
import { groupKeyOf } from '../../../../domain/iot/alerts/grouping.ts';
import { isAtLeast, worse } from '../../../../domain/iot/alerts/severity.ts';
import { as, cardsOf, dora } from '../../../fixtures/field-desk.ts';
import { anAsset } from '../../../fixtures/field-records.ts';
import { aDevice, aMachineDesk, finds, someSettings } from '../../../fixtures/iot/machines.ts';

describe('alerts in groups', () => {
  it('join the alert of their device when they come within five minutes, with no card of their own', async () => {
    const desk = aMachineDesk();
    const parent = await finds(desk);
    desk.advance(5);
    const child = await finds(desk, { kind: 'point', channel: 'pressure' });
    assert.equal(child?.parentId, parent?.id);
    assert.deepEqual(cardsOf(desk, 'dora'), [`alert:${parent?.id}`]);
  });

  it('stand for themselves a second later, and on another device', async () => {
    const desk = aMachineDesk().seed('devices', aDevice({ id: 'pump-8' }));
    await finds(desk);
    assert.equal((await finds(desk, { device: 'pump-8' }))?.parentId, null);
    desk.advance(5 + 1 / 60);
    assert.equal((await finds(desk, { kind: 'point' }))?.parentId, null);
  });

  it('are all of one group: whoever joins a child joins its parent', async () => {
    const desk = aMachineDesk();
    const parent = await finds(desk);
    desk.advance(4);
    await finds(desk, { kind: 'point' });
    desk.advance(4);
    assert.equal((await finds(desk, { kind: 'shift' }))?.parentId, parent?.id);
  });

  it('are formed by what the unit has set, within its own time', async () => {
    const desk = aMachineDesk()
      .seed('alertSettings', someSettings({ groupBy: ['site', 'kind'], groupSeconds: 60 }))
      .seed('assets', anAsset(), anAsset({ id: 'asset-2' }), anAsset({ id: 'asset-3', siteId: 'site-9' }))
      .seed(
        'devices',
        aDevice({ id: 'pump-8', assetId: 'asset-2' }),
        aDevice({ id: 'pump-9', assetId: 'asset-3' }),
      );
    const parent = await finds(desk);
    desk.advance(1);
    assert.equal((await finds(desk, { device: 'pump-8' }))?.parentId, parent?.id);
    assert.equal((await finds(desk, { device: 'pump-8', kind: 'point' }))?.parentId, null);
    assert.equal((await finds(desk, { device: 'pump-9' }))?.parentId, null);
  });

  it('are not formed at all where the unit has switched it off', async () => {
    const desk = aMachineDesk().seed('alertSettings', someSettings({ isGrouping: false }));
    await finds(desk);
    assert.equal((await finds(desk, { kind: 'point' }))?.parentId, null);
  });

  it('are not gathered by an alert that is over', async () => {
    const desk = aMachineDesk();
    const first = await finds(desk);
    await as(desk, dora)(clearAlert, { alertId: first?.id ?? '', reason: 'Seen to' });
    assert.equal((await finds(desk, { kind: 'point' }))?.parentId, null);
  });

  it('end together when a person clears the one that stands for them', async () => {
    const desk = aMachineDesk();
    const parent = await finds(desk);
    await finds(desk, { kind: 'point' });
    await finds(desk, { kind: 'shift' });
    await as(desk, dora)(clearAlert, { alertId: parent?.id ?? '', reason: 'Power was off' });
    assert.deepEqual(
      desk.all('alerts').map(({ state, clearReason }) => [state, clearReason]),
      Array.from({ length: 3 }, () => ['cleared', 'by-hand']),
    );
  });

  it('show the card again when something worse joins', async () => {
    const desk = aMachineDesk();
    const parent = await finds(desk, { severity: 'minor' });
    const before = desk.one('posts', `dora:alert:${parent?.id}`).revision;
    await finds(desk, { kind: 'point', severity: 'critical' });
    assert.ok(desk.one('posts', `dora:alert:${parent?.id}`).revision > before);
  });

  it('in a storm of many devices are gathered under one', async () => {
    const desk = aMachineDesk();
    const names = Array.from({ length: 200 }, (_, at) => `d-${at}`);
    desk.seed('devices', ...names.map((id) => aDevice({ id, assetId: null })));
    for (const device of names) await finds(desk, { device, kind: 'gap' });
    const alone = desk.all('alerts', { parentId: null, state: { in: standing } });
    assert.equal(alone.length, 20);
    assert.equal(new Set(desk.all('alerts').map(({ parentId }) => parentId)).size, 2);
    assert.equal(cardsOf(desk, 'dora').length, 20);
  });

  it('are known by a key that says what they share, the device standing in for what is missing', () => {
    const about = {
      device: aDevice({ model: '' }),
      asset: null,
      channel: 'vibration',
      kind: 'drift',
    } as const;
    assert.equal(groupKeyOf([], about), 'device=pump-7');
    assert.equal(
      groupKeyOf(['site', 'model', 'channel'], about),
      'site=device pump-7;model=device pump-7;channel=vibration',
    );
    assert.equal(groupKeyOf(['account'], { ...about, asset: anAsset() }), 'account=acc-1');
    assert.ok(groupKeyOf(['channel'], { ...about, channel: 'x'.repeat(900) }).length <= 400);
  });
});

describe('severities', () => {
  it('have an order, and no line is reached by none', () => {
    assert.equal(worse('minor', 'major'), 'major');
    assert.equal(worse('critical', 'info'), 'critical');
    assert.equal(isAtLeast('major', 'major'), true);
    assert.equal(isAtLeast('minor', 'major'), false);
    assert.equal(isAtLeast('critical', null), false);
  });
});
