import assert from 'node:assert/strict';
import { storeContract } from '../contracts/store-contract.ts';
import { engines, enginesTold } from '../fixtures/databases.ts';
import { Memory } from '../fixtures/memory.ts';

storeContract('the in-memory store', async () => ({
  commit: new Memory().commit,
  drop: async () => undefined,
}));

for (const engine of engines)
  storeContract(engine.name, async () => {
    const site = await engine.fresh();
    const database = await site.open();
    return { commit: database.commit({}), drop: site.drop };
  });

it(`the store's contract ${enginesTold}`, () => {
  assert.ok(engines.length >= 1);
});
