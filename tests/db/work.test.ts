import assert from 'node:assert/strict';
import { inboxContract, outboxContract, timersContract } from '../contracts/work-contract.ts';
import { engines, enginesTold } from '../fixtures/databases.ts';

for (const engine of engines) {
  inboxContract(engine);
  outboxContract(engine);
  timersContract(engine);
}

it(`the contracts of inbox, outbox and timers ${enginesTold} (and show two replicas on servers)`, () => {
  assert.ok(engines.length >= 1);
});
