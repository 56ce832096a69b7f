import assert from 'node:assert/strict';
import { pace } from '../../jobs/pace.ts';

describe('the pace of background work', () => {
  it('lets one piece begin per turn of the event loop, in order', async () => {
    const place = pace();
    const begun: string[] = [];
    const pieces = ['a', 'b', 'c'].map((name) => place().then(() => begun.push(name)));
    const between = new Promise<string[]>((resolve) =>
      setImmediate(() => setImmediate(() => resolve([...begun]))),
    );
    assert.ok((await between).length < 3);
    await Promise.all(pieces);
    assert.deepEqual(begun, ['a', 'b', 'c']);
  });
});
