import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { aWebChatServer, type WebChatServer } from '../fixtures/web-chat-server.ts';

const root = new URL('../../', import.meta.url);

describe('the pages', () => {
  let server: WebChatServer;

  before(async () => {
    server = await aWebChatServer({ mode: 'production' });
  });
  after(() => server.close());

  /** Without a client that unpacks or tidies up the path. */
  const raw = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; headers: Record<string, string | undefined>; bytes: Buffer }>(
      (resolve, reject) => {
        const { port } = new URL(server.url);
        request({ port, host: '127.0.0.1', path, headers }, (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers as Record<string, string>,
              bytes: Buffer.concat(chunks),
            }),
          );
        })
          .on('error', reject)
          .end();
      },
    );

  it('serve Web Chat exactly as its makers published it, packed as it lies here', async () => {
    const table = await readFile(new URL('web/vendor/README.md', root), 'utf8');
    const [, sum] = /`([0-9a-f]{64})`/.exec(table) ?? [];
    const { headers, bytes } = await raw('/vendor/webchat.js?v=4.18.1', { 'accept-encoding': 'gzip' });
    assert.equal(headers['content-encoding'], 'gzip');
    assert.match(headers['cache-control'] ?? '', /immutable/);
    assert.equal(createHash('sha256').update(gunzipSync(bytes)).digest('hex'), sum);
    const plain = await raw('/vendor/webchat.js');
    assert.equal(createHash('sha256').update(plain.bytes).digest('hex'), sum);
    assert.equal(plain.headers['content-encoding'], undefined);
  });

  it('load nothing that is not from here: neither by rule nor by what they name', async () => {
    const { headers, bytes } = await raw('/chat');
    const policy = headers['content-security-policy'] ?? '';
    assert.match(policy, /default-src 'self'/);
    assert.doesNotMatch(
      policy,
      /unsafe|\*(?!\.teams|\.cloud|\.office|\.microsoft365)|(script|connect|style)-src[^;]*http/,
    );
    const html = bytes.toString('utf8');
    assert.doesNotMatch(html, /(?:src|href)="(?!\/)/);
    assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)|style="| on\w+="/);
  });

  it('get a nonce of their own each time, and their words filled in as text', async () => {
    const [one, two] = [await raw('/chat'), await raw('/chat')];
    const nonceOf = (page: typeof one) =>
      /'nonce-([\w-]{20,})'/.exec(page.headers['content-security-policy'] ?? '')?.[1];
    assert.ok(nonceOf(one) && nonceOf(one) !== nonceOf(two));
    const html = one.bytes.toString('utf8');
    assert.ok(html.includes(`nonce="${nonceOf(one)}"`));
    assert.ok(html.includes('<h1 class="chat__company">Avonside &#38; Sons</h1>'));
    assert.ok(html.includes('data-mode="production"'));
    assert.doesNotMatch(html, /\{\{/);
  });

  it('send TypeScript as JavaScript, with its lines where they were', async () => {
    const { headers, bytes } = await raw('/web/chat/session.ts');
    const written = await readFile(new URL('web/chat/session.ts', root), 'utf8');
    assert.match(headers['content-type'] ?? '', /^text\/javascript/);
    const sent = bytes.toString('utf8');
    assert.doesNotMatch(sent, /interface |: Promise<|import type/);
    assert.equal(sent.split('\n').length, written.split('\n').length);
    assert.match(sent, /from '\.\.\/kit\/ask\.ts'/);
  });

  it('pack what can be packed, and send nothing again that the browser has', async () => {
    const { bytes: plain } = await raw('/web/kit/kit.css');
    const gzip = await raw('/web/kit/kit.css', { 'accept-encoding': 'gzip, deflate' });
    assert.deepEqual(gunzipSync(gzip.bytes), plain);
    const br = await raw('/web/kit/kit.css', { 'accept-encoding': 'gzip, br' });
    assert.equal(br.headers['content-encoding'], 'br');
    assert.equal(
      (await raw('/web/kit/kit.css', { 'accept-encoding': 'br;q=0' })).headers['content-encoding'],
      undefined,
    );
    const again = await raw('/web/kit/kit.css', { 'if-none-match': br.headers.etag ?? '' });
    assert.deepEqual([again.status, again.bytes.length], [304, 0]);
  });

  it('give away nothing that is not theirs', async () => {
    for (const path of [
      '/web/../package.json',
      '/web/%2e%2e/package.json',
      '/web/chat/..%2f..%2fpackage.json',
      '/web/chat/%2e%2e/%2e%2e/settings.ts',
      '/web/chat/index.html',
      '/web/vendor/README.md',
      '/web/chat',
      '/web/',
      '/web//etc/passwd',
      '/web/chat/%00.ts',
      '/web/chat/nothing.ts',
      '/vendor/other.js',
    ])
      assert.ok([400, 404].includes((await raw(path)).status), path);
  });

  it('serve the renderer of Adaptive Cards from its package', async () => {
    const { status, headers, bytes } = await raw('/vendor/adaptivecards.js');
    assert.deepEqual([status, headers['content-type']], [200, 'text/javascript; charset=utf-8']);
    assert.match(bytes.toString('utf8'), /AdaptiveCard/);
  });
});
