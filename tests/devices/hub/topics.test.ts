import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  desiredTopic,
  isHubTopic,
  messageTopic,
  methodTopic,
  readTopic,
  topicOf,
  twinAnswerTopic,
} from '../../../devices/hub/topics.ts';
import { aCloudMessage } from '../../fixtures/iot/hub-records.ts';

const words = fc.string({ unit: 'binary', maxLength: 40 });

describe('the topics of the hub', () => {
  it('are read for what they ask, and anything else is nothing', () => {
    assert.deepEqual(readTopic('$iothub/twin/GET/?$rid=7'), { what: 'twin.get', rid: '7' });
    assert.deepEqual(readTopic('$iothub/twin/PATCH/properties/reported/?$rid=a%2Fb&$version=3'), {
      what: 'twin.report',
      rid: 'a/b',
    });
    assert.deepEqual(readTopic('$iothub/methods/res/404/?$rid=x'), {
      what: 'method.answer',
      rid: 'x',
      status: 404,
    });
    const odd = [
      '$iothub/twin/GET/',
      '$iothub/twin/GET/?rid=1',
      '$iothub/twin/GET/?$rid=',
      '$iothub/twin/PATCH/properties/desired/?$rid=1',
      '$iothub/methods/res/ok/?$rid=1',
      '$iothub/methods/res/99999999999/?$rid=1',
      'devices/d/messages/events/',
      '',
    ];
    for (const topic of odd) assert.equal(readTopic(topic), null, topic);
    assert.deepEqual(['$iothub/x', 'devices/x', 'x/$iothub/'].map(isHubTopic), [true, false, false]);
  });

  it('never fail on what a device publishes', () => {
    fc.assert(
      fc.property(words, (topic) => {
        assert.doesNotThrow(() => readTopic(`$iothub/twin/GET/?$rid=${topic}`));
        assert.doesNotThrow(() => readTopic(topic));
      }),
    );
  });

  it('carry a request id back as it came', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (rid) => {
        const asked = readTopic(`$iothub/twin/GET/?$rid=${encodeURIComponent(rid)}`);
        assert.equal(asked?.rid, rid);
        const [, query] = twinAnswerTopic(200, rid).split('?');
        assert.equal(new URLSearchParams(query).get('$rid'), rid);
      }),
    );
    assert.equal(twinAnswerTopic(204, 'r', 5), '$iothub/twin/res/204/?$rid=r&$version=5');
    assert.equal(desiredTopic(5), '$iothub/twin/PATCH/properties/desired/?$version=5');
    assert.equal(methodTopic('reboot', 'id-1'), '$iothub/methods/POST/reboot/?$rid=id-1');
  });

  it('carry the properties of a message whatever is in them, in a topic that MQTT takes', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), words),
        (properties) => {
          const plain = { ...properties };
          const topic = messageTopic(aCloudMessage({ properties: plain, correlationId: null }));
          assert.doesNotMatch(topic, /[+#\0]/);
          assert.equal(topic.split('/').length, 5);
          const bag = new URLSearchParams(topic.split('/')[4]?.replaceAll('+', '%2B'));
          for (const [name, value] of Object.entries(plain))
            if (!name.startsWith('$.'))
              assert.equal(bag.get(name.toWellFormed()), value.toWellFormed(), name);
        },
      ),
    );
  });

  it('tell what a device listens to by its subscriptions', () => {
    const filters = [
      'devices/dev-1/messages/devicebound/#',
      '$iothub/methods/POST/#',
      '$iothub/twin/PATCH/properties/desired/#',
      '$iothub/twin/res/#',
      'devices/dev-1/messages/events/#',
      '$iothub/#',
    ];
    assert.deepEqual(filters.map(topicOf), ['messages', 'methods', 'desired', 'responses', null, null]);
  });
});
