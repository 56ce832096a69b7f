import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addedTo, readBag } from '../../../devices/telemetry/properties.ts';
import { readTelemetry } from '../../../devices/telemetry/read-telemetry.ts';

const arrivedAt = Date.UTC(2026, 0, 1);
const read = (body: string | Uint8Array, bag = '') =>
  readTelemetry({
    device: 'd',
    arrivedAt,
    body: typeof body === 'string' ? Buffer.from(body) : body,
    properties: readBag(bag),
    resend: () => ({ key: 'k', repeats: [] }),
  });

describe('a telemetry body', () => {
  it('is one object or an array of them, a reading a number, at the arrival when no time is said', () => {
    assert.deepEqual(read('{"a":1,"b":-2.5e3}').readings, [
      { channel: 'a', at: arrivedAt, value: 1 },
      { channel: 'b', at: arrivedAt, value: -2500 },
    ]);
    const both = read('[{"at":"2025-12-31T23:00:00+01:00","a":1},{"at":1767225540000,"a":2}]');
    assert.deepEqual(
      both.readings.map(({ at }) => at),
      [Date.UTC(2025, 11, 31, 22), 1767225540000],
    );
    assert.equal(both.unread, undefined);
  });

  it('speaks UTC where it names no zone', () => {
    assert.equal(read('{"at":"2025-06-01T12:00:00","a":1}').readings[0]?.at, Date.UTC(2025, 5, 1, 12));
  });

  it('keeps whole what is not readable, and reads the rest', () => {
    const wrong: Record<string, number> = {
      'not json': 0,
      '"text"': 0,
      '7': 0,
      null: 0,
      '{}': 0,
      '[]': 0,
      '{"a":"1"}': 0,
      '{"a":true,"b":2}': 1,
      '{"a":null}': 0,
      '{"a":{"b":1}}': 0,
      '{"a":1e999}': 0,
      '{"at":"yesterday","a":1}': 0,
      '{"at":null,"a":1}': 0,
      '{"at":1767225540,"a":1}': 0,
      '{"at":"2036-01-01T00:00:00Z","a":1}': 0,
      '[{"a":1},[{"a":2}]]': 1,
      [`{"${'x'.repeat(129)}":1,"b":2}`]: 1,
    };
    for (const [body, readings] of Object.entries(wrong)) {
      const found = read(body);
      assert.equal(found.readings.length, readings, body);
      assert.ok(found.unread?.problem, body);
      assert.equal(Buffer.from(found.unread.body).toString(), body);
    }
  });

  it('is read in the encoding it says', () => {
    const utf16 = Buffer.from('{"Öl":1}', 'utf16le');
    assert.equal(read(utf16, '%24.ce=utf-16').readings[0]?.channel, 'Öl');
    assert.equal(read(Buffer.from('\uFEFF{"a":1}')).readings.length, 1);
    assert.equal(read(utf16).readings.length, 0);
  });

  it('needs help to be known again only without an id and times of its own', () => {
    assert.equal(read('{"a":1}', '%24.mid=x').resend, undefined);
    assert.equal(read('{"at":1767225540000,"a":1}').resend, undefined);
    assert.equal(read('{"a":1}').resend?.key, 'k');
    assert.equal(read('[{"at":1767225540000,"a":1},{"a":2}]').resend?.key, 'k');
    assert.equal(read('nothing').resend?.key, 'k');
  });

  it('never throws and never loses: whatever comes is a reading or is kept whole', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('latin1')),
        ),
        (body) => {
          const found = read(body);
          assert.ok(found.readings.length > 0 || found.unread);
          for (const { value, at } of found.readings)
            assert.ok(Number.isFinite(value) && Number.isFinite(at));
        },
      ),
    );
  });
});

describe("a message's properties", () => {
  it('are read from the bag of the topic, the id apart', () => {
    assert.deepEqual(
      readBag('%24.mid=m%201&%24.ct=application%2Fjson&%24.ce=utf-8&level=critical%20%26%20hot'),
      {
        messageId: 'm 1',
        encoding: 'utf-8',
        rest: '%24.ct=application%2Fjson&level=critical%20%26%20hot',
      },
    );
    assert.deepEqual(readBag('$.mid=m-1'), { messageId: 'm-1', encoding: undefined, rest: '' });
    assert.deepEqual(readBag(''), { messageId: null, encoding: undefined, rest: '' });
  });

  it('may be badly encoded, and stay as they came', () => {
    assert.deepEqual(readBag('a=%&%24.mid=%zz&b'), {
      messageId: null,
      encoding: undefined,
      rest: 'a=%&%24.mid=%zz&b',
    });
    assert.equal(readBag(`%24.mid=${'x'.repeat(129)}`).messageId, null);
  });

  it('are added encoded', () => {
    assert.equal(addedTo('', [['a b', 'c&d']]), 'a%20b=c%26d');
    assert.equal(addedTo('x=1', [['$.mid', '2']]), 'x=1&%24.mid=2');
  });
});
