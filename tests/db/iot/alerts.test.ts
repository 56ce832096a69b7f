import { reactions } from '../../../domain/reactions.ts';
import { alertsContract } from '../../contracts/alerts-contract.ts';
import { engines } from '../../fixtures/databases.ts';
import { Memory } from '../../fixtures/memory.ts';

alertsContract('the in-memory store', async () => ({
  commit: new Memory('2026-03-02T09:00:00Z', reactions).commit,
  drop: async () => undefined,
}));

for (const engine of engines)
  alertsContract(engine.name, async () => {
    const site = await engine.fresh();
    const database = await site.open({ now: () => new Date('2026-03-02T09:00:00Z') });
    const drop = async () => {
      await database.close();
      await site.drop();
    };
    return { commit: database.commit(reactions), drop };
  });
