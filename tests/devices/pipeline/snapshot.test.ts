import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WrongRestKey } from '../../../devices/log/segment-file.ts';
import { detection } from '../../../devices/pipeline/detection.ts';
import { episodes } from '../../../devices/pipeline/episodes.ts';
import { DamagedFile, readFrames, writeFrames } from '../../../devices/pipeline/frames.ts';
import { loadSnapshot, saveSnapshot } from '../../../devices/pipeline/snapshot.ts';
import { ruleWatch } from '../../../domain/iot/rules/rule-watch.ts';
import { fakeWatch, freshFolder } from './fakes.ts';

const standing = { position: 42, seq: 7, journal: 3, tickedAt: 1000 };
const secret = new Uint8Array(32).fill(7);

function someLearned() {
  const learned = { watch: fakeWatch(null), rules: ruleWatch(), episodes: episodes() };
  const decide = detection(learned);
  const rules = [{ kind: 'threshold', channel: 'load', above: 90, severity: 'minor' }] as const;
  for (let device = 0; device < 1200; device++)
    decide.turn({
      is: 'device',
      at: 1,
      device: `pump-${device}`,
      peers: null,
      rules: device % 2 ? rules : [],
    });
  const readings = [{ channel: 'load', at: 10, value: 150 }];
  for (let device = 0; device < 1200; device++)
    decide.take(
      { position: device, device: `pump-${device}`, messageId: null, arrivedAt: 11, readings },
      0,
      1,
    );
  return learned;
}

describe('a snapshot', () => {
  for (const [name, keys] of [
    ['plain', []],
    ['sealed', [secret]],
  ] as const)
    it(`gives back everything that was learned, with its place (${name})`, async () => {
      const path = join(freshFolder(), 'learned');
      const learned = someLearned();
      const sizeBytes = await saveSnapshot(path, { standing, learned, keys });
      assert.equal(readFileSync(path).byteLength, sizeBytes);
      assert.deepEqual(readdirSync(join(path, '..')), ['learned']);
      assert.equal(readFileSync(path).includes('pump-'), keys.length === 0);
      const found = loadSnapshot(path, { makeWatch: fakeWatch, keys });
      assert.deepEqual(found?.standing, standing);
      assert.deepEqual(found?.learned.episodes.kept(), learned.episodes.kept());
      assert.equal(found?.learned.episodes.size, 1800);
      assert.deepEqual([...found!.learned.rules.kept()], [...learned.rules.kept()]);
      assert.deepEqual(Buffer.from(found!.learned.watch.save()), Buffer.from(learned.watch.save()));
    });

  it('that is sealed opens with its own key alone, among others', async () => {
    const path = join(freshFolder(), 'learned');
    await saveSnapshot(path, { standing, learned: someLearned(), keys: [secret] });
    const other = new Uint8Array(32).fill(8);
    for (const keys of [[], [other]])
      assert.throws(() => loadSnapshot(path, { makeWatch: fakeWatch, keys }), WrongRestKey);
    const found = loadSnapshot(path, { makeWatch: fakeWatch, keys: [other, secret] });
    assert.equal(found?.learned.episodes.size, 1800);
  });

  it('is not there before the first one', () => {
    assert.equal(loadSnapshot(join(freshFolder(), 'learned'), { makeWatch: fakeWatch, keys: [] }), null);
  });

  it('is refused when a byte of it changed or its end is missing', async () => {
    const path = join(freshFolder(), 'learned');
    await saveSnapshot(path, { standing, learned: someLearned(), keys: [] });
    const whole = readFileSync(path);
    const broken = [whole.subarray(0, whole.length - 1), whole.subarray(0, 40), Buffer.alloc(0)];
    for (const place of [0, 3, 20, whole.length >> 1, whole.length - 3]) {
      const changed = Buffer.from(whole);
      changed[place] = changed[place]! ^ 1;
      broken.push(changed);
    }
    for (const bytes of broken) {
      writeFileSync(path, bytes);
      assert.throws(() => loadSnapshot(path, { makeWatch: fakeWatch, keys: [] }), DamagedFile);
    }
  });

  it('takes pieces of any size', async () => {
    const path = join(freshFolder(), 'frames');
    const sizes = [0, 1, 3_000_000, 5, 1_048_576];
    const frames = sizes.map((size, place) => ({
      kind: 'abcde'[place]!,
      bytes: new Uint8Array(size).fill(place),
    }));
    await writeFrames(path, frames, []);
    const found = Array.from(readFrames(path, []), ({ kind, bytes }) => ({ kind, bytes: bytes.slice() }));
    assert.deepEqual(
      found.map(({ kind, bytes }) => [kind, bytes.length, bytes.at(-1)]),
      sizes.map((size, place) => ['abcde'[place], size, size > 0 ? place : undefined]),
    );
  });
});
