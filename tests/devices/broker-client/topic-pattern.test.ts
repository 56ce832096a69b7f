import assert from 'node:assert/strict';
import { readMessage } from '../../../devices/broker-client/read-message.ts';
import { BadPattern, topicPattern } from '../../../devices/broker-client/topic-pattern.ts';

const found = (pattern: string, topic: string) => topicPattern(pattern).read(topic);

describe('a topic pattern', () => {
  it('is subscribed to with a wildcard for each name', () => {
    assert.equal(topicPattern('plants/+/{device}/data/{channel}').filter, 'plants/+/+/data/+');
    assert.equal(topicPattern('devices/{device}/messages/events/#').filter, 'devices/+/messages/events/#');
  });

  it('reads device and channel out of a topic', () => {
    assert.deepEqual(found('plants/+/{device}/{channel}', 'plants/north/pump-7/flow'), {
      device: 'pump-7',
      channel: 'flow',
      rest: null,
    });
    assert.deepEqual(found('{device}', 'pump-7'), { device: 'pump-7', channel: null, rest: null });
    assert.deepEqual(found('devices/{device}/messages/events/#', 'devices/d/messages/events/a=1&b=2/x'), {
      device: 'd',
      channel: null,
      rest: 'a=1&b=2/x',
    });
  });

  it('leaves alone what does not fit, or names no device', () => {
    for (const topic of [
      'plants/pump-7/flow',
      'plants/north/pump-7/flow/x',
      'sites/north/pump-7/flow',
      'plants/north//flow',
    ])
      assert.equal(found('plants/+/{device}/{channel}', topic), null, topic);
    assert.equal(found('a/{device}/#', 'a'), null);
    assert.equal(found('a/{device}/#', 'a/d')?.rest, '');
  });

  it('that cannot be used says why', () => {
    const bad = {
      'a/b': 'one level must be',
      '{device}/{device}': 'one level must be',
      '{device}/#/x': '# may stand',
      '{device}/x+': 'neither',
      '{device}/{what}': 'neither',
      '{device}/{channel}/{channel}': 'once',
    };
    for (const [pattern, words] of Object.entries(bad))
      assert.throws(
        () => topicPattern(pattern),
        (error: Error) => error instanceof BadPattern && error.message.includes(words),
        pattern,
      );
  });
});

describe('a message of a broker', () => {
  const read = (
    payload: string,
    { channel = null as string | null, rest = null as string | null, userProperties = {} } = {},
  ) => {
    const message = readMessage(
      { device: 'd', channel, rest },
      { payload: Buffer.from(payload), userProperties },
    );
    return { ...message, body: Buffer.from(message.body).toString() };
  };

  it('keeps its body where the body names its channels', () => {
    assert.deepEqual(read('{"t":1}'), { device: 'd', messageId: null, properties: '', body: '{"t":1}' });
  });

  it('gives a bare number and a value the channel of the topic', () => {
    assert.equal(read('21.5', { channel: 't' }).body, '{"t":21.5}');
    assert.equal(read('{"value":3,"at":5}', { channel: 't' }).body, '{"at":5,"t":3}');
    for (const odd of ['{"other":3}', 'warm', '', 'null', '"x"'])
      assert.equal(read(odd, { channel: 't' }).body, odd);
  });

  it('has its id from IoT Hub’s bag in the topic, or from MQTT 5’s properties', () => {
    const bagged = read('{}', { rest: '%24.mid=m-1&%24.ct=application%2Fjson&level=critical%20%26%20hot' });
    assert.deepEqual([bagged.messageId, bagged.properties], ['m-1', 'level=critical+%26+hot']);
    assert.deepEqual(
      [read('{}', { userProperties: { 'message-id': 'm-2', zone: ['a', 'b'] } })].map((one) => [
        one.messageId,
        one.properties,
      ]),
      [['m-2', 'zone=a&zone=b']],
    );
    assert.equal(read('{}', { rest: 'just/a/path' }).messageId, null);
  });
});
