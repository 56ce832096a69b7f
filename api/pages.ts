import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Request, RequestHandler, Response, Server } from 'restify';
import { Refused } from '../domain/refusals.ts';
import { isKnown } from './http/etag.ts';
import { pagePolicy } from './http/security-headers.ts';
import { type Asset, assets } from './pages/assets.ts';

export interface PagesDeps {
  /** The folder of what browsers show: one folder a page, and what pages share. */
  readonly webRoot: URL;
  /** Whose pages these are, as customers know the company. */
  readonly company: string;
  /** Told to the pages, so that they ask a demo's questions of a demo only. */
  readonly mode: 'demo' | 'production';
}

/** Each page, where it is served, and its folder. */
const pages = [
  { folder: 'home', paths: ['/'] },
  { folder: 'chat', paths: ['/chat'] },
  { folder: 'desk', paths: ['/desk', '/desk/*'] },
  { folder: 'portal', paths: ['/portal', '/portal/*'] },
  { folder: 'technician', paths: ['/technician', '/technician/*'] },
];

const webChatVersion = '4.18.1';

/**
 * Mounts the pages that are there and what they load. Everything comes from this server: TypeScript modules lose their
 * types on the way out, so there is no bundle to build, and the policy lets a page speak to nobody else.
 */
export function mountPages(server: Server, { webRoot, ...words }: PagesDeps): void {
  const files = assets();
  const vendor = {
    '/vendor/webchat.js': () =>
      files.packed(new URL(`vendor/webchat-${webChatVersion}.js.gz`, webRoot), 'text/javascript'),
    '/vendor/adaptivecards.js': () =>
      files.read(new URL(import.meta.resolve('adaptivecards/dist/adaptivecards.min.js'))),
  };
  for (const { folder, paths } of pages) {
    const page = new URL(`${folder}/index.html`, webRoot);
    if (!existsSync(page)) continue;
    for (const path of paths)
      mount(server, path, (_request, response) => sendPage(response, files.read(page), words));
  }
  mount(server, '/web/*', async (request, response) => {
    const path = decodeURIComponent(request.path()).slice('/web/'.length);
    const isOurs = /^[\w-]+(\/[\w.-]+)+$/.test(path) && !path.includes('..') && !path.endsWith('.html');
    await sendAsset(request, response, isOurs ? files.read(new URL(path, webRoot)) : undefined);
  });
  for (const [path, load] of Object.entries(vendor))
    mount(server, path, (request, response) => sendAsset(request, response, load()));
}

function mount(
  server: Server,
  path: string,
  send: (request: Request, response: Response) => Promise<void>,
): void {
  const handler: RequestHandler = async (request, response) => send(request, response);
  server.get(path, handler);
  server.head(path, handler);
}

/** The sum of an empty style sheet, for one that Web Chat adds without a nonce and never fills. */
const noStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** Sends a page. Web Chat writes style sheets as it runs: the nonce lets in those and no others. */
async function sendPage(
  response: Response,
  found: Promise<Asset | undefined>,
  words: Omit<PagesDeps, 'webRoot'>,
): Promise<void> {
  const page = await found;
  if (!page) throw new Refused('route.not_found');
  const nonce = randomBytes(18).toString('base64url');
  const blanks: Record<string, string> = { nonce, mode: words.mode, company: escaped(words.company) };
  const html = page.raw
    .toString('utf8')
    .replace(/\{\{(\w+)\}\}/g, (blank, name: string) => blanks[name] ?? blank);
  response.setHeader(
    'Content-Security-Policy',
    `${pagePolicy}; style-src 'self' 'nonce-${nonce}' ${noStyle}; connect-src 'self' blob:; worker-src 'self' blob:`,
  );
  response.setHeader('Cache-Control', 'no-cache');
  response.writeHead(200, { 'Content-Type': page.type, 'Content-Length': Buffer.byteLength(html) });
  response.end(response.req.method === 'HEAD' ? undefined : html);
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

async function sendAsset(
  request: Request,
  response: Response,
  found: Promise<Asset | undefined> | undefined,
): Promise<void> {
  const asset = await found;
  if (!asset) throw new Refused('route.not_found');
  const isVersioned = new URLSearchParams((request.url ?? '').split('?')[1]).has('v');
  response.setHeader('ETag', `W/${asset.etag}`);
  response.setHeader('Vary', 'Accept-Encoding');
  response.setHeader('Cache-Control', isVersioned ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (isKnown(request, asset.etag)) {
    response.writeHead(304);
    return void response.end();
  }
  const { encoding, bytes } = await asset.encoded(String(request.headers['accept-encoding'] ?? ''));
  if (encoding) response.setHeader('Content-Encoding', encoding);
  response.writeHead(200, { 'Content-Type': asset.type, 'Content-Length': bytes.length });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}
