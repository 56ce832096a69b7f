import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Detection } from '../../../devices/detect/detection.ts';
import { newWatch } from '../../../domain/iot/detector/watching.ts';
import { day, monday, series } from '../../fixtures/iot/series.ts';

const lines = [...series({ days: 17, change: (value, days) => (days > 16 ? value + 6 : value) })].map(
  ({ at, value }) => `${JSON.stringify({ device: 'a', channel: 'b', at, value })}\n`,
);
const input = Buffer.from(lines.join(''));

function said(pieces: readonly Buffer[], everyScore = false): string {
  const detection = new Detection(newWatch(), everyScore);
  let all = '';
  for (const piece of pieces) for (const text of detection.take(piece)) all += text;
  for (const text of detection.end()) all += text;
  return all;
}

describe('detection over a stream', () => {
  it('says the same however the stream is cut', () => {
    const whole = said([input]);
    assert.ok(whole.length > 0);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: input.length - 1 }), { maxLength: 20 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), input.length];
        const pieces = places.slice(1).map((end, index) => input.subarray(places[index]!, end));
        assert.equal(said(pieces), whole);
      }),
      { numRuns: 8 },
    );
  });

  it('writes alerts as the contract has them', () => {
    const [first] = said([input]).split('\n');
    const alert = JSON.parse(first!);
    assert.deepEqual(Object.keys(alert), [
      'device',
      'channel',
      'at',
      'state',
      'kind',
      'severity',
      'score',
      'detail',
    ]);
    assert.equal(alert.state, 'raised');
    assert.ok(alert.at >= monday + 16 * day && alert.score >= 0.5);
  });

  it('writes one score for every reading, a kind only where one stands out, and nothing for ticks', () => {
    const tick = Buffer.from(`{"at":${monday},"tick":true}\n\n`);
    const scores = said([tick, input], true)
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text));
    assert.equal(scores.length, lines.length);
    assert.ok(scores.every(({ score }) => score >= 0 && score <= 1));
    assert.ok(scores.some(({ score, kind }) => score >= 0.5 && typeof kind === 'string'));
  });

  it('raises a gap at a tick, in the form of time that the tick was written in', () => {
    const steady = Buffer.from(
      Array.from(
        { length: 60 },
        (_, row) => `{"device":"a","channel":"b","at":${monday + row * 60_000},"value":${row % 7}}\n`,
      ).join(''),
    );
    const tick = Buffer.from('{"at":"2026-01-05T01:10:00Z","tick":true}\n');
    const alert = JSON.parse(said([steady, tick]));
    assert.deepEqual([alert.kind, alert.at], ['gap', '2026-01-05T01:10:00Z']);
  });

  it('names the line that it cannot read, after saying what the lines before led to', () => {
    const detection = new Detection(newWatch(), true);
    const heard: string[] = [];
    assert.throws(() => {
      for (const text of detection.take(Buffer.from(`${lines[0]}\nnonsense\n`))) heard.push(text);
    }, /^BadInput|line 3: this is not JSON/);
    assert.equal(heard.length, 1);
  });
});
