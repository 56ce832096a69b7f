import assert from 'node:assert/strict';
import type { ChannelDetector, Features } from '../../../../domain/iot/detector/detector.ts';
import { episodeNeed } from '../../../../domain/iot/detector/episodes.ts';
import { blockOf, layOut } from '../../../../domain/iot/detector/memory.ts';
import {
  close,
  isScored,
  judge,
  raise,
  type Seat,
  type Tally,
} from '../../../../domain/iot/detector/seat.ts';

const { places, whole } = layOut([episodeNeed, episodeNeed]);
const names = { device: 'a', channel: 'b' };
const at = (time: number, isLearning = false) => ({ at: time, count: 900, isLearning }) as Features;
const emptyTally = (): Tally => ({ score: 0, kind: null, findings: [] });

/** A detector whose heat is dictated. */
function dictated(): { seat: Seat; say(heat: number): void } {
  let heat = 0;
  const detector: ChannelDetector = {
    kind: 'shift',
    calm: { heat: 0.5, readings: 1 },
    observe: () => heat,
    describe: () => ({ detail: 'it moved', severity: 'minor' }),
  };
  return {
    seat: { detector, episode: places[0]!, explained: [places[1]!] },
    say: (next) => {
      heat = next;
    },
  };
}

describe('a detector in its seat', () => {
  it('raises once, stands, and clears once', () => {
    const memory = blockOf(whole)!;
    const { seat, say } = dictated();
    const tally = emptyTally();
    for (const heat of [0.2, 1.4, 3, 0.8, 0.1, 0.1]) {
      say(heat);
      judge(memory, seat, at(1000), names, tally);
    }
    assert.deepEqual(
      tally.findings.map(({ state, detail }) => [state, detail]),
      [
        ['raised', 'it moved'],
        ['cleared', 'back to normal after shift'],
      ],
    );
  });

  it('is not believed while the channel learns, unless it says its own warm-up is over', () => {
    const tally = emptyTally();
    const rules = { kind: 'shift', calm: { heat: 0.5, readings: 1 } } as const;
    assert.equal(isScored(rules, 5, false, at(1, true), tally), false);
    assert.equal(isScored({ ...rules, warmUp: 100 }, 5, false, at(1, true), tally), true);
    assert.equal(tally.kind, 'shift');
  });

  it('keeps quiet while another episode explains it', () => {
    const memory = blockOf(whole)!;
    const { seat, say } = dictated();
    const tally = emptyTally();
    const other = { detector: seat.detector, episode: places[1]! };
    raise(memory, other, 2, { now: at(1), names, tally }, { detail: 'the other', severity: 'info' });
    say(5);
    judge(memory, seat, at(2), names, tally);
    assert.equal(tally.findings.length, 1);
    close(memory, other, 0, { now: at(3), names, tally });
    judge(memory, seat, at(4), names, tally);
    assert.deepEqual(
      tally.findings.map(({ state }) => state),
      ['raised', 'cleared', 'raised'],
    );
  });
});
