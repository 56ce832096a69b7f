import assert from 'node:assert/strict';
import { loadRail } from '../../web/desk/rail/rail-data.ts';
import { soon } from '../../web/desk/soon.ts';
import type { Merged, Post } from '../../web/desk/thread/feed.ts';
import { threadSource } from '../../web/desk/thread/thread-source.ts';
import { Unanswered } from '../../web/kit/ask.ts';

const post = (id: string, updatedAt: string): Post => ({
  id,
  kind: 'text',
  author: 'bot',
  text: id,
  caseId: null,
  at: updatedAt,
  updatedAt,
});

/** A server that answers each question as it is told to, and remembers what was asked. */
function aServer(answer: (path: string) => unknown) {
  const asked: string[] = [];
  const get = async <T>(path: string): Promise<T> => {
    asked.push(decodeURIComponent(path));
    return answer(path) as T;
  };
  const never = async (): Promise<never> => assert.fail('nothing is changed by looking');
  return { asked, server: { get, post: never, put: never } };
}

describe("the desk's news", () => {
  it('shows the first posts quietly and tells of what comes later', async () => {
    const answers = [[post('a', '2026-03-02T09:00:00.000Z')], [post('b', '2026-03-02T09:05:00.000Z')]];
    const told: [Merged['added'], string | undefined][] = [];
    const { server } = aServer(() => ({ value: answers.shift() ?? [] }));
    const source = threadSource(server, ({ added }, how) => told.push([added, how]));
    await source.refresh();
    await source.refresh();
    assert.deepEqual(told, [
      [['a'], 'quietly'],
      [['b'], undefined],
    ]);
  });

  it('asks again for a little of the past, for a change can become visible after a later one', async () => {
    const { server, asked } = aServer(() => ({ value: [post('a', '2026-03-02T09:00:10.000Z')] }));
    const source = threadSource(server, () => undefined);
    await source.refresh();
    await source.refresh();
    assert.match(asked[1] ?? '', /since=2026-03-02T09:00:05\.000Z/);
  });

  it('answers a burst of changes with one question at a time, and misses none', async () => {
    let running = 0;
    let most = 0;
    const { server, asked } = aServer(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((wait) => setTimeout(wait, 5));
      running -= 1;
      return { value: [] };
    });
    const source = threadSource(server, () => undefined);
    await Promise.all([source.refresh(), source.refresh(), source.refresh()]);
    assert.deepEqual([asked.length, most], [2, 1]);
  });

  it('asks for a changed post alone, and for those that change meanwhile together', async () => {
    const { server, asked } = aServer((path) =>
      path.includes('?')
        ? { value: [post('a', '2026-03-02T09:00:00.000Z')] }
        : { ...post(path.split('/').at(-1)!, '2026-03-02T09:00:20.000Z'), text: 'changed' },
    );
    const told: Merged[] = [];
    const source = threadSource(server, (merged) => told.push(merged));
    await source.refresh();
    await Promise.all(['a', 'b', 'a', 'c'].map((id) => source.renew(id)));
    assert.deepEqual(asked.slice(1), [
      '/api/desk/posts/a',
      '/api/desk/posts/b',
      '/api/desk/posts/a',
      '/api/desk/posts/c',
    ]);
    assert.deepEqual(
      told.slice(1).map(({ added, changed }) => [...changed, ...added]),
      [['a'], ['b', 'c']],
    );
  });

  it('asks once for many that change at once, and passes over one that is gone', async () => {
    const { server, asked } = aServer((path) => {
      if (path.includes('?')) return { value: [] };
      throw new Unanswered(404, 'record.not_found', 'gone');
    });
    const source = threadSource(server, () => undefined);
    await source.refresh();
    await source.renew('gone');
    await Promise.all(Array.from({ length: 30 }, (_, at) => source.renew(`p-${at}`)));
    assert.deepEqual(asked.slice(1), [
      '/api/desk/posts/gone',
      '/api/desk/posts/p-0',
      '/api/desk/posts?top=60',
    ]);
  });

  it('asks again with the next news for a post it could not get', async () => {
    let isDown = false;
    const { server } = aServer((path) => {
      if (path.includes('?')) return { value: [] };
      if (isDown) throw new Error('down');
      return post(path.split('/').at(-1)!, '2026-03-02T09:00:00.000Z');
    });
    const source = threadSource(server, () => undefined);
    await source.refresh();
    isDown = true;
    await assert.rejects(source.renew('a'), /down/);
    isDown = false;
    await source.refresh();
    assert.deepEqual(
      source.posts().map(({ id }) => id),
      ['a'],
    );
  });

  it('goes on after a question that failed', async () => {
    let isDown = true;
    const { server } = aServer(() => {
      if (isDown) throw new Error('down');
      return { value: [post('a', '2026-03-02T09:00:00.000Z')] };
    });
    const source = threadSource(server, () => undefined);
    await assert.rejects(source.refresh(), /down/);
    isDown = false;
    await source.refresh();
    assert.equal(source.posts().length, 1);
  });
});

describe('the rail beside the thread', () => {
  const me = (role: string) => ({ id: 'P-1', name: 'Ana', roles: [role] });

  it('asks only for what concerns the role', async () => {
    const { server, asked } = aServer(() => ({ value: [] }));
    const { visits, cases, queues } = await loadRail(server, me('technician'));
    assert.deepEqual([visits, cases, queues], [[], null, null]);
    assert.deepEqual(asked, ['/api/my-day']);
  });

  it('counts the cases that nobody has taken yet, queue by queue', async () => {
    const { server } = aServer((path) => ({
      value: path.startsWith('/api/queues')
        ? [
            { id: 'q-1', name: 'Cooling' },
            { id: 'q-2', name: 'Lifts' },
          ]
        : [{ queueId: 'q-1' }, { queueId: 'q-1' }],
    }));
    const { queues } = await loadRail(server, me('dispatcher'));
    assert.deepEqual(
      queues?.map(({ name, waiting }) => [name, waiting]),
      [
        ['Cooling', 2],
        ['Lifts', 0],
      ],
    );
  });

  it('keeps what it showed while the server is away', async () => {
    const { server } = aServer(() => {
      throw new Error('down');
    });
    const before = await loadRail(aServer(() => ({ value: [] })).server, me('supervisor'));
    assert.deepEqual(await loadRail(server, me('supervisor'), before), before);
  });
});

describe('something that is done soon', () => {
  it('is done once for many calls, and rests before the next', async () => {
    let ran = 0;
    const run = async () => {
      ran += 1;
    };
    const load = soon(run, { afterMs: 5, restMs: 60 });
    for (let call = 0; call < 10; call += 1) load();
    await new Promise((wait) => setTimeout(wait, 30));
    load();
    await new Promise((wait) => setTimeout(wait, 15));
    assert.equal(ran, 1);
    load.now();
    await new Promise((wait) => setTimeout(wait, 30));
    assert.equal(ran, 2);
  });
});
