import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BadInput } from '../../../devices/detect/bad-input.ts';
import { instantIn, instantOf } from '../../../devices/detect/instant.ts';
import { LineReader } from '../../../devices/detect/line.ts';

function read(text: string) {
  const bytes = Buffer.from(`###${text}###`);
  const reader = new LineReader();
  reader.read(bytes, 3, bytes.length - 3);
  const { isTick, device, channel, at, value } = reader.line;
  return { isTick, device: device.text, channel: channel.text, at, value, atJson: reader.line.atJson() };
}
const line = (more: object) =>
  JSON.stringify({ device: 'pump-7', channel: 'flow', at: 1_767_225_600_000, value: 1.5, ...more });

describe('a line of readings', () => {
  it('is read as JSON.parse would read it, however it is written', () => {
    const name = fc.oneof(fc.string({ minLength: 1 }), fc.string({ minLength: 1, unit: 'grapheme' }));
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.double({ min: -1000, max: 1000, noNaN: true }).map((one) => Number(one.toFixed(3))),
    );
    fc.assert(
      fc.property(
        name,
        name,
        fc.integer({ min: 0, max: 4e12 }),
        value,
        fc.boolean(),
        (device, channel, at, value, isWide) => {
          const text = JSON.stringify({ channel, at, value, device }, null, isWide ? 1 : 0).replaceAll(
            '\n',
            ' ',
          );
          const found = read(text);
          assert.deepEqual([found.device, found.channel, found.at], [device, channel, at]);
          assert.ok(Object.is(found.value, JSON.parse(text).value), `${found.value} for ${text}`);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes times as epoch milliseconds and as ISO with and without a zone, and writes them back as they were', () => {
    const noon = Date.UTC(2026, 2, 2, 12, 0, 0);
    for (const at of [
      '2026-03-02T12:00:00Z',
      '2026-03-02 12:00:00',
      '2026-03-02T12:00:00.000Z',
      '2026-03-02T13:00:00+01:00',
    ]) {
      const found = read(line({ at }));
      assert.equal(found.at, noon, at);
      assert.equal(found.atJson, JSON.stringify(at));
    }
    assert.equal(read(line({ at: noon })).atJson, String(noon));
    assert.equal(read(line({ at: '2026-03-02T12:00:00.25Z' })).at, noon + 250);
  });

  it('reads every instant as Date does', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }), (date) => {
        const text = date.toISOString();
        assert.equal(instantIn(Buffer.from(text), 0, text.length), date.getTime());
        assert.equal(instantOf(text), date.getTime());
      }),
    );
    for (const text of [
      '2026-02-30T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-01-01T25:00:00Z',
      '2026/01/01T00:00:00Z',
    ])
      assert.ok(Number.isNaN(instantIn(Buffer.from(text), 0, text.length)), text);
  });

  it('knows a tick, with its keys in any order', () => {
    assert.equal(read('{"at":5,"tick":true}').isTick, true);
    assert.equal(read('{ "tick" : true, "at" : "2026-01-01T00:00:00Z" }').isTick, true);
    assert.equal(read(line({ tick: false })).isTick, false);
  });

  it('takes further keys for what they are: not ours', () => {
    assert.equal(read(line({ unit: 'bar', quality: { good: true } })).value, 1.5);
  });

  it('refuses what is no reading with one sentence that tells the mend', () => {
    const bad: [string, RegExp][] = [
      ['nonsense', /not JSON/],
      ['[1]', /one object a line/],
      [line({ value: 'warm' }), /"value" is no number/],
      [line({ value: null }), /"value" is no number/],
      [line({ at: 'yesterday' }), /"at" is no time/],
      [line({ at: '2026-02-30T00:00:00Z' }), /"at" is no time/],
      [line({ device: '' }), /"device" is missing/],
      [line({ channel: 7 }), /"channel" is missing/],
      ['{"device":"a","channel":"b","value":1}', /"at" is no time/],
      ['{"device":"a","channel":"b","at":1,"value":01}', /not JSON/],
      ['{"device":"a","channel":"b","at":1,"value":1} x', /not JSON/],
    ];
    for (const [text, told] of bad)
      assert.throws(
        () => read(text),
        (error) => error instanceof BadInput && told.test(error.message),
        text,
      );
  });
});
