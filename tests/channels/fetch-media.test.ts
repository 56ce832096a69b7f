import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fetchMedia, MediaRefused } from '../../channels/fetch-media.ts';
import { isPublicAddress } from '../../channels/public-address.ts';

describe('addresses that may be fetched', () => {
  it('are those of the public internet', () => {
    for (const address of ['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:93.184.216.34'])
      assert.equal(isPublicAddress(address), true, address);
    const refused = [
      '127.0.0.1',
      '10.1.2.3',
      '172.31.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '224.0.0.1',
      '255.255.255.255',
      '::1',
      '::',
      'fe80::1',
      'fd00::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      'not an address',
    ];
    for (const address of refused) assert.equal(isPublicAddress(address), false, address);
  });
});

describe('fetching a file that a stranger named', () => {
  let url = '';
  let hits = 0;
  const server = createServer((request, response) => {
    hits += 1;
    if (request.url === '/redirect') {
      response.writeHead(302, { location: 'http://127.0.0.1:1/x' });
      response.end();
    } else if (request.url === '/large') response.end(Buffer.alloc(5000));
    else {
      response.setHeader('content-type', 'image/png');
      response.end(request.headers.authorization ?? 'none');
    }
  });
  before(
    (done) =>
      void server.listen(0, '127.0.0.1', () => {
        url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        done();
      }),
  );
  after((done) => void server.close(done));

  it('never connects to a private address, by number, by name or in other spellings', async () => {
    const { port } = new URL(url);
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]'])
      await assert.rejects(fetchMedia({ url: `http://${host}:${port}/` }), Error, host);
    assert.equal(hits, 0);
  });

  it('takes no other scheme and no password in the address', async () => {
    for (const bad of [
      'file:///etc/passwd',
      'gopher://x',
      'data:text/plain,x',
      'https://user:pw@example.com/',
      'nonsense',
    ])
      await assert.rejects(fetchMedia({ url: bad }), MediaRefused, bad);
  });

  it('fetches from a trusted origin with its headers, up to the size limit', async () => {
    const trustedOrigins = [url];
    const headers = { authorization: 'Bearer t' };
    const media = await fetchMedia({ url: `${url}/ok`, headers, trustedOrigins });
    assert.equal(Buffer.from(media.bytes).toString(), 'Bearer t');
    assert.equal(media.contentType, 'image/png');
    await assert.rejects(fetchMedia({ url: `${url}/large`, trustedOrigins, mostBytes: 100 }), /too large/);
  });

  it('checks a redirect away from a trusted origin again', async () => {
    await assert.rejects(fetchMedia({ url: `${url}/redirect`, trustedOrigins: [url] }), /not public/);
  });
});
