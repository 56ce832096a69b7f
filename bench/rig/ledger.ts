import type { Database } from '../../db/database.ts';
import type { Told } from './load-client.ts';

/** What was acknowledged, held against what is stored. */
export interface Balance {
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
}

const page = 500;

/** Every post of a customer that was acknowledged must be one message, and once in what the chat shows. */
export async function balanceOfPosts(database: Database, told: readonly Told[]): Promise<Balance> {
  const { ids, acknowledged } = acknowledgedIds(told);
  const stored = new Map<string, number>();
  for (let from = 0; from < ids.length; from += page) {
    const found = await database.tables.messages.where({ externalId: { in: ids.slice(from, from + page) } });
    for (const { externalId } of found) stored.set(externalId!, (stored.get(externalId!) ?? 0) + 1);
  }
  return balance(acknowledged, ids, stored);
}

/** Every message an agent typed in Teams that was acknowledged must be one line of what the agent typed. */
export async function balanceOfTyped(
  database: Database,
  told: readonly Told[],
  textOf: (told: Told) => string,
): Promise<Balance> {
  const texts = told.filter(isAcknowledged).map(textOf);
  const stored = new Map<string, number>();
  for (let from = 0; from < texts.length; from += page) {
    const found = await database.tables.posts.where({
      author: 'person',
      text: { in: texts.slice(from, from + page) },
    });
    for (const { text } of found) stored.set(text, (stored.get(text) ?? 0) + 1);
  }
  return balance(texts.length, texts, stored);
}

const isAcknowledged = ({ status }: Told): boolean => status >= 200 && status < 300;

function acknowledgedIds(told: readonly Told[]): { ids: string[]; acknowledged: number } {
  const ids = told.filter(isAcknowledged).map(({ id, number }) => {
    if (id === null) throw new Error(`the answer to ${number} named no activity`);
    return id;
  });
  return { ids: [...new Set(ids)], acknowledged: ids.length };
}

function balance(
  acknowledged: number,
  keys: readonly string[],
  stored: ReadonlyMap<string, number>,
): Balance {
  const counts = keys.map((key) => stored.get(key) ?? 0);
  return {
    acknowledged,
    lost: counts.filter((count) => count === 0).length,
    doubled: counts.filter((count) => count > 1).length,
  };
}
