import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ForeignMessage } from '../../devices/intake.ts';
import { type SourcesDeps, telemetrySources } from '../../devices/sources.ts';
import { Memory } from '../fixtures/memory.ts';
import { until } from '../fixtures/iot/until.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('telemetry that others receive for us', () => {
  let folder: string;
  const taken: ForeignMessage[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fieldline-sources-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = (given: Partial<SourcesDeps> = {}) => {
    const desk = new Memory();
    return telemetrySources({
      folder,
      keep: async (message) => {
        taken.push(message);
        return 'kept';
      },
      partitions: desk.unit().hubPartitions,
      commit: desk.commit,
      log: quiet,
      ...given,
    });
  };
  const away = { url: 'mqtt://127.0.0.1:9', topics: ['telemetry/{device}'], group: 'g' };

  it('is off unless it is set', async () => {
    const sources = await open();
    assert.deepEqual(sources.health(), { broker: 'off', iotHub: 'off' });
    await sources.stop();
  });

  it('does not keep the product from starting when the broker is away, and says so', async () => {
    const sources = await open({ broker: away });
    const stateOf = () => (sources.health().broker as { state: string }).state;
    await until(() => stateOf() === 'failing', 'it has tried');
    assert.equal((sources.health().broker as { broker: string }).broker, 'mqtt://127.0.0.1:9');
    await sources.stop();
  });

  it('goes by one name at the broker, also after a restart', async () => {
    const names: string[] = [];
    for (const _ of [1, 2]) {
      const sources = await open({ broker: away });
      names.push(readFileSync(join(folder, 'broker-client-id'), 'utf8'));
      await sources.stop();
    }
    assert.match(names[0] ?? '', /^fieldline-[0-9a-f-]{36}\n$/);
    assert.equal(names[0], names[1]);
  });

  it('refuses a pattern that names no device, before anything is opened', async () => {
    await assert.rejects(
      open({ broker: { ...away, topics: ['telemetry/+'] } }),
      /MQTT_TOPICS: "telemetry\/\+": one level/,
    );
  });
});
