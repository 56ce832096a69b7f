import assert from 'node:assert/strict';
import { dice } from '../../bench/telemetry/dice.ts';
import { killGateway } from '../../bench/telemetry/gateway/kills.ts';

describe('a gateway that is killed under load', function () {
  this.timeout(60_000);

  it('loses no acknowledged message and keeps none twice, and is soon back', async () => {
    const outcome = await killGateway({ kills: 4, devices: 40, random: dice(Date.now()).next });
    assert.ok(outcome.acknowledged > 100, `${outcome.acknowledged} acknowledged`);
    assert.deepEqual({ lost: outcome.lost, twice: outcome.twice }, { lost: 0, twice: 0 });
    assert.ok(outcome.recoveryMs < 10_000, `${outcome.recoveryMs} ms until the first acknowledgement`);
  });
});
