import assert from 'node:assert/strict';
import { MessageChannel } from 'node:worker_threads';
import type { Budget } from '../../../planning/search/budget.ts';
import { conversation } from '../../../planning/search/conversation.ts';
import type { FromSearch } from '../../../planning/search/messages.ts';
import { monotonicNow } from '../../../planning/search/process-start.ts';

const spent = (share: number): Budget => ({
  clock: 'wall',
  from: monotonicNow() - share * 60_000,
  milliseconds: 60_000,
});
const at = (cost: number) => ({ cost, iterations: 1, packed: () => Int32Array.of(cost) });

function talk({ budget, exchanges = true }: { readonly budget?: Budget; readonly exchanges?: boolean }) {
  const { port1, port2 } = new MessageChannel();
  const said: FromSearch[] = [];
  const converse = conversation(
    { exchanges, ...(budget && { budget }) },
    { say: (message) => said.push(message), offers: port2 },
  );
  return {
    said,
    converse,
    offer: (cost: number) => port1.postMessage({ cost, plan: Int32Array.of(cost) }),
    end: () => port1.close(),
  };
}

describe('what a searching thread says and hears', () => {
  it('is its progress, not more often than somebody could follow', () => {
    const { said, converse, end } = talk({ exchanges: false });
    for (const cost of [9, 8, 7]) converse(at(cost));
    assert.deepEqual(said, [{ kind: 'progress', cost: 9, iterations: 1 }]);
    end();
  });

  it('is its best plan once in each tenth of the budget', () => {
    const { said, converse, end } = talk({ budget: spent(0.35) });
    for (const cost of [9, 8]) converse(at(cost));
    assert.deepEqual(
      said.filter(({ kind }) => kind === 'compare'),
      [{ kind: 'compare', cost: 9, plan: Int32Array.of(9) }],
    );
    end();
  });

  it('is the best of the better plans that others offered', () => {
    const { converse, offer, end } = talk({ budget: spent(0.35) });
    for (const cost of [12, 7, 8]) offer(cost);
    assert.deepEqual(converse(at(10)), Int32Array.of(7));
    assert.equal(converse(at(10)), undefined);
    end();
  });

  it('is nothing of others when their plans are worse, or when iterations alone decide', () => {
    const { converse, offer, end } = talk({ budget: spent(0.35) });
    offer(12);
    assert.equal(converse(at(10)), undefined);
    const alone = talk({ exchanges: false });
    alone.offer(1);
    assert.equal(alone.converse(at(10)), undefined);
    end();
    alone.end();
  });
});
