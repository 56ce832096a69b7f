import assert from 'node:assert/strict';
import { isLoopback } from '../../../bot/gate/loopback.ts';

describe('isLoopback', () => {
  const near = [
    '127.0.0.1',
    '127.255.255.254',
    '::1',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
  ];
  for (const address of near) {
    it(`takes ${address}`, () => assert.equal(isLoopback(address), true));
  }

  const far = [
    ...['10.0.0.1', '192.168.1.20', '128.0.0.1', '0.0.0.0', '::', '::2', 'fe80::1', '::ffff:10.0.0.1'],
    ...[
      '::127.0.0.1',
      'localhost',
      '127.0.0.1:80',
      '127.1',
      ' 127.0.0.1',
      '127.0.0.1, 8.8.8.8',
      '',
      undefined,
    ],
  ];
  for (const address of far) {
    it(`does not take ${JSON.stringify(address)}`, () => assert.equal(isLoopback(address), false));
  }
});
