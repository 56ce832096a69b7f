import assert from 'node:assert/strict';
import { commitContract } from '../contracts/commit-contract.ts';
import { engines, enginesTold } from '../fixtures/databases.ts';

for (const engine of engines) commitContract(engine);

it(`the contract of commits ${enginesTold}`, () => {
  assert.ok(engines.length >= 1);
});
