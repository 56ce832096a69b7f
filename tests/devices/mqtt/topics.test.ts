import assert from 'node:assert/strict';
import { maySubscribe, takes, useOf } from '../../../devices/mqtt/topics.ts';

describe('topics', () => {
  it('are telemetry, of the hub, or foreign', () => {
    assert.deepEqual(useOf('d', 'devices/d/messages/events/a=b'), { use: 'telemetry', bag: 'a=b' });
    assert.deepEqual(useOf('d', 'devices/d/messages/events'), { use: 'telemetry', bag: '' });
    assert.equal(useOf('d', '$iothub/twin/GET/?$rid=1').use, 'hub');
    assert.equal(useOf('d', '$iothub/twin/PATCH/properties/reported/?$rid=1').use, 'hub');
    assert.equal(useOf('d', '$iothub/methods/res/200/?$rid=1').use, 'hub');
    const foreign = [
      'devices/e/messages/events/',
      'devices/d/messages/eventsx',
      'devices/d/messages/devicebound/x',
      '$iothub/twin/res/200/',
      '$SYS/x',
      'x',
    ];
    for (const topic of foreign) assert.equal(useOf('d', topic).use, 'foreign', topic);
  });

  it('may be subscribed to where they are sent to the device itself', () => {
    for (const filter of [
      'devices/d/messages/devicebound/#',
      '$iothub/twin/res/#',
      '$iothub/twin/res/+/x',
      '$iothub/methods/POST/#',
    ])
      assert.equal(maySubscribe('d', filter), true, filter);
    for (const filter of [
      '#',
      '+',
      'devices/#',
      'devices/+/messages/devicebound/#',
      'devices/e/messages/devicebound/#',
      '$iothub/#',
      '$iothub/twin/#',
      '$iothub/twin/res/#/x',
      '$iothub/twin/res/a+',
      '$share/g/$iothub/twin/res/#',
    ])
      assert.equal(maySubscribe('d', filter), false, filter);
  });

  it('are taken by filters as MQTT says', () => {
    const yes = [
      ['a/#', 'a'],
      ['a/#', 'a/b/c'],
      ['a/+/c', 'a/b/c'],
      ['a/+', 'a/'],
      ['a', 'a'],
    ] as const;
    const no = [
      ['a/+', 'a'],
      ['a/+', 'a/b/c'],
      ['a/b', 'a'],
      ['a', 'a/b'],
      ['a/+/c', 'a/b/d'],
    ] as const;
    for (const [filter, topic] of yes) assert.equal(takes(filter, topic), true, `${filter} ${topic}`);
    for (const [filter, topic] of no) assert.equal(takes(filter, topic), false, `${filter} ${topic}`);
  });
});
