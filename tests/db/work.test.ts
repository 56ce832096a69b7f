import assert from 'node:assert/strict';
import { inboxContract } from '../contracts/inbox-contract.ts';
import { outboxContract } from '../contracts/outbox-contract.ts';
import { recoveryContract } from '../contracts/recovery-contract.ts';
import { timersContract } from '../contracts/timers-contract.ts';
import { engines, enginesTold } from '../fixtures/databases.ts';

for (const engine of engines) {
  inboxContract(engine);
  outboxContract(engine);
  timersContract(engine);
  recoveryContract(engine);
}

it(`the contracts of inbox, outbox and timers ${enginesTold} (and show two replicas on servers)`, () => {
  assert.ok(engines.length >= 1);
});
