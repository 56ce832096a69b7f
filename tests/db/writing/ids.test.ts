import assert from 'node:assert/strict';
import { idMaker } from '../../../db/writing/ids.ts';

describe('ids', () => {
  it('rise within a millisecond, when the clock steps back and when it goes on', () => {
    const times = [5, 5, 5, 4, 1, 5, 6, 6, 7].map((ms) => 1_700_000_000_000 + ms);
    const newId = idMaker(() => times.shift() ?? 1_700_000_000_100);
    const ids = Array.from({ length: 200 }, newId);
    assert.deepEqual([...ids].sort(), ids);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('are UUIDs of version 7 that begin with the time', () => {
    const id = idMaker(() => 1_700_000_000_000)();
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16), 1_700_000_000_000);
  });

  it('of two processes do not meet', () => {
    const [one, other] = [idMaker(() => 1), idMaker(() => 1)];
    const ids = Array.from({ length: 1000 }, () => [one(), other()]).flat();
    assert.equal(new Set(ids).size, 2000);
  });
});
