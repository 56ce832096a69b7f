import assert from 'node:assert/strict';
import { followDevices, isNews } from '../../../devices/pipeline/follow-devices.ts';
import type { ThresholdRule } from '../../../domain/iot/rules/rule.ts';
import type { Unit } from '../../../domain/unit.ts';
import { engines, type Site } from '../../fixtures/databases.ts';
import { aThermostat } from '../../fixtures/iot/hub-records.ts';

const hot: ThresholdRule = { kind: 'threshold', channel: 'temperature', above: 80, severity: 'major' };
const now = () => new Date('2026-03-02T09:00:00Z');

describe('following devices', () => {
  let site: Site;
  let followed: ReturnType<typeof followDevices>;
  let commit: <T>(decide: (unit: Unit) => Promise<T>) => Promise<T>;
  const news: boolean[] = [];

  before(async () => {
    site = await engines[0]!.fresh();
    const database = await site.open({ now });
    commit = database.commit({});
    database.onCommitted((committed) => void news.push(isNews(committed)));
    followed = followDevices({ eventLog: database.eventLog, devices: database.tables.devices, now });
  });
  after(() => site.drop());

  it('begins with every device there is, whatever their number', async () => {
    await commit(async (unit) => {
      for (let number = 0; number < 1001; number++)
        unit.devices.save(aThermostat({ id: `dev-${number}`, rules: number === 7 ? [hot] : [] }));
      unit.devices.save(aThermostat({ id: 'off', state: 'disabled', rules: [hot] }));
      unit.devices.save(aThermostat({ id: 'odd', model: '' }));
    });
    const { turns } = await followed.begin();
    assert.equal(turns.length, 1003);
    const byId = new Map(turns.map((turn) => [turn.device, turn]));
    const at = now().getTime();
    assert.deepEqual(byId.get('dev-7'), {
      is: 'device',
      at,
      device: 'dev-7',
      peers: 'main/T-200',
      rules: [hot],
    });
    const rulesOf = (id: string) => (byId.get(id) as { rules?: unknown } | undefined)?.rules;
    assert.deepEqual([rulesOf('off'), rulesOf('dev-8')], [[], []]);
    assert.equal((byId.get('odd') as { peers?: unknown }).peers, null);
  });

  it('then tells what has changed and what was repaired, in order, and nothing else', async () => {
    const { seq } = await followed.begin();
    await commit(async (unit) => {
      const found = await unit.devices.get('dev-1');
      unit.devices.save({ ...found, rules: [hot] });
      unit.emit('device.rules_changed', { deviceId: 'dev-1', rules: [hot] });
    });
    await commit(async (unit) => unit.emit('article.changed', { articleId: 'a' }));
    await commit(async (unit) => unit.emit('device.serviced', { deviceId: 'dev-1', workOrderId: 'w' }));
    const after = await followed.after(seq);
    assert.deepEqual(
      after.heard.map(({ turn }) => `${turn.is} ${turn.device}`),
      ['device dev-1', 'serviced dev-1'],
    );
    assert.equal(after.isAll, true);
    assert.deepEqual(news.slice(-3), [true, false, true]);
    assert.deepEqual(await followed.after(after.seq), { seq: after.seq, heard: [], isAll: true });
  });
});
