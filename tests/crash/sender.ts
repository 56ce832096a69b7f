import { deliverer } from '../../bot/deliver.ts';
import { connector } from '../../bot/teams/connector.ts';
import { openDatabase } from '../../db/database.ts';
import { outboxWorker } from '../../jobs/outbox.ts';

// A process of its own that sends what waits in the outbox and runs until it is killed.
const [, , url = '', dataDir = ''] = process.argv;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const database = await openDatabase({ url, dataDir, log: quiet });
const now = () => database.clock.now();
const deliver = deliverer({
  tables: database.tables,
  commit: database.commit({}),
  connector: connector({ token: null }),
  render: async ({ text }) => ({ text }),
  channels: {},
  now,
});
outboxWorker({ outbox: database.outbox, deliver, now, random: Math.random, log: quiet }).start();
