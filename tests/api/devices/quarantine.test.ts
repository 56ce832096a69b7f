import assert from 'node:assert/strict';
import type { ApiDeps } from '../../../api/deps.ts';
import type { Unit } from '../../../domain/unit.ts';
import { type ApiServer, anApiServer } from '../../fixtures/api/server.ts';
import { aPerson } from '../../fixtures/desk-records.ts';
import { aDevice } from '../../fixtures/iot/machines.ts';
import { noTelemetry } from '../../fixtures/no-work.ts';

const messages = ['pump-7', 'theirs', 'never-registered'].map((device, position) => ({
  position,
  device,
  messageId: null,
  arrivedAt: new Date('2026-03-02T08:00:00Z'),
  problem: 'the body is not JSON',
  readings: 0,
  body: Buffer.from(`secrets of ${device}`),
}));

/** Answers as the log does: the newest that are wanted. */
const telemetry: ApiDeps['telemetry'] = {
  ...noTelemetry,
  quarantine: async ({ most, isWanted }) => {
    const isMeant = await Promise.all(messages.map(({ device }) => isWanted(device)));
    return messages.filter((_, at) => isMeant[at]).slice(0, most);
  },
};

function seed(unit: Unit): void {
  unit.people.save(aPerson({ id: 'adam', name: 'Adam', roles: ['admin'] }));
  unit.people.save(aPerson({ id: 'nils', name: 'Nils', roles: ['admin'], unitId: 'north' }));
  unit.devices.save(aDevice({ id: 'pump-7' }));
  unit.devices.save(aDevice({ id: 'theirs', unitId: 'north' }));
}

describe('messages that could not be read', () => {
  let server: ApiServer;
  before(async () => {
    server = await anApiServer(seed, { telemetry });
  });
  after(() => server.stop());

  it("are shown to the admins of their device's unit, and to no other's", async () => {
    for (const [admin, own] of [
      ['adam', 'pump-7'],
      ['nils', 'theirs'],
    ] as const) {
      const send = await server.as(admin);
      const { status, body } = await send('/api/quarantined-messages');
      assert.equal(status, 200);
      assert.deepEqual(
        body.value.map(({ device, body: sent }: { device: string; body: string }) => [
          device,
          Buffer.from(sent, 'base64').toString(),
        ]),
        [[own, `secrets of ${own}`]],
      );
    }
  });
});
