import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal } from '../../../devices/pipeline/journal.ts';
import { freshFolder } from './fakes.ts';

const tick = (at: number) => ({ position: at, seq: 1, turn: { is: 'tick' as const, at } });

async function aJournal(count: number): Promise<string> {
  const path = join(freshFolder(), 'turns-1');
  const journal = await openJournal(path);
  for (let at = 1; at <= count; at++) await journal.append([tick(at)]);
  await journal.close();
  return path;
}

describe('the journal of turns', () => {
  it('holds what was written, in order', async () => {
    const path = await aJournal(3);
    const journal = await openJournal(path);
    assert.deepEqual(journal.entries, [tick(1), tick(2), tick(3)]);
    await journal.append([]);
    await journal.append([tick(4), tick(5)]);
    await journal.close();
    const again = await openJournal(path);
    assert.equal(again.entries.length, 5);
    await again.close();
  });

  it('forgets the half line of a kill, wherever it fell, and goes on behind the whole ones', async () => {
    const path = await aJournal(3);
    const whole = readFileSync(path);
    const two = whole.lastIndexOf('\n', whole.length - 2) + 1;
    for (let length = two + 1; length < whole.length; length += 7) {
      writeFileSync(path, whole.subarray(0, length));
      const journal = await openJournal(path);
      assert.equal(journal.entries.length, 2, `cut at ${length}`);
      assert.equal(statSync(path).size, two);
      await journal.append([tick(9)]);
      await journal.close();
      const again = await openJournal(path);
      assert.deepEqual(again.entries.at(-1), tick(9));
      await again.close();
    }
  });

  it('believes no line that the disk has changed', async () => {
    const path = await aJournal(2);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"at":2', '"at":7'));
    const journal = await openJournal(path);
    assert.deepEqual(journal.entries, [tick(1)]);
    await journal.close();
    truncateSync(path, 0);
    appendFileSync(path, 'x');
    const empty = await openJournal(path);
    assert.deepEqual(empty.entries, []);
    await empty.close();
  });
});
