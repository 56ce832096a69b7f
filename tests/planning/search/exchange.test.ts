import assert from 'node:assert/strict';
import { Exchange } from '../../../planning/search/exchange.ts';
import type { Offer } from '../../../planning/search/messages.ts';

const shown = (cost: number): Offer => ({ cost, plan: Int32Array.of(cost) });

function threads(count: number) {
  const offered: (readonly [thread: number, cost: number])[] = [];
  const all = Array.from({ length: count }, (_, at) => ({
    offer: ({ cost }: Offer) => void offered.push([at, cost]),
  }));
  return { all, offered };
}

describe('the exchange between searching threads', () => {
  it('offers the best plan to whoever shows a worse one', () => {
    const { all, offered } = threads(3);
    const exchange = new Exchange(all);
    exchange.compare(0, shown(100));
    exchange.compare(1, shown(120));
    exchange.compare(2, shown(90));
    exchange.compare(0, shown(95));
    assert.deepEqual(offered, [
      [1, 100],
      [0, 90],
    ]);
  });

  it('offers nobody a plan as good as their own', () => {
    const { all, offered } = threads(2);
    const exchange = new Exchange(all);
    for (const at of [0, 1, 0]) exchange.compare(at, shown(100));
    assert.deepEqual(offered, []);
  });
});
