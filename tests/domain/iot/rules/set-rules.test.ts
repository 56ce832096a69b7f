import assert from 'node:assert/strict';
import type { Device } from '../../../../domain/iot/devices/device.ts';
import type { ThresholdRule } from '../../../../domain/iot/rules/rule.ts';
import { setRules } from '../../../../domain/iot/rules/set-rules.ts';
import { system } from '../../../../domain/people/actor.ts';
import { aThermostat } from '../../../fixtures/iot/hub-records.ts';
import { Memory } from '../../../fixtures/memory.ts';

describe('setting rules', () => {
  const hot: ThresholdRule = { kind: 'threshold', channel: 'temperature', above: 80, severity: 'major' };

  it('keeps them with the device, and refuses the first that cannot be meant', async () => {
    const memory = new Memory().seed('devices', aThermostat());
    await memory.commit((unit) => setRules(unit, { deviceId: 'dev-1', rules: [hot] }), { actor: system });
    assert.deepEqual((memory.rows('devices').get('dev-1') as Device).rules, [hot]);
    const wrong = { ...hot, clear: 90 };
    await assert.rejects(
      memory.commit((unit) => setRules(unit, { deviceId: 'dev-1', rules: [hot, wrong] }), { actor: system }),
      { code: 'input.invalid', message: /1\.clear/ },
    );
    await assert.rejects(
      memory.commit((unit) => setRules(unit, { deviceId: 'nobody', rules: [] }), { actor: system }),
      {
        code: 'record.not_found',
      },
    );
  });
});
