import assert from 'node:assert/strict';
import { killSite } from '../../bench/telemetry/site/kills.ts';

describe('devices of a product that is killed', function () {
  this.timeout(120_000);

  it('keep every acknowledged reading once, and each fault has one alert', async () => {
    const { kills, acknowledged, faults, slowestReadyMs, ...wrong } = await killSite({ kills: 2, seed: 21 });
    assert.deepEqual(wrong, { lost: 0, twice: 0, missed: 0, duplicates: 0 });
    assert.equal(kills, 2);
    assert.ok(acknowledged > 50 && faults >= 4, `${acknowledged} readings, ${faults} faults`);
    assert.ok(slowestReadyMs < 30_000, `${slowestReadyMs} ms`);
  });
});
