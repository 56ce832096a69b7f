import { z } from 'zod';
import { Refused, refusals } from '../../domain/refusals.ts';
import { ok, type Route, read, stream } from '../http/route.ts';
import { pagePolicy } from '../http/security-headers.ts';
import { assets } from '../pages/assets.ts';
import { openApiDocument } from './document.ts';

const tag = 'Documentation';
const files = assets();
const folder = new URL('../../web/api-docs/', import.meta.url);
const pages: Readonly<Record<string, string>> = {
  '/api/docs': 'index.html',
  '/api/docs/errors': 'errors.html',
};

const page = (path: string, operationId: string, summary: string): Route =>
  stream(
    {
      method: 'get',
      path,
      operationId,
      summary,
      tag,
      roles: 'anyone',
      mediaType: 'text/html',
      answer: z.string(),
    },
    async (_asked, response) => {
      const found = await files.read(new URL(pages[path]!, folder));
      if (!found) throw new Refused('route.not_found');
      response.setHeader('Content-Security-Policy', pagePolicy);
      response.setHeader('Cache-Control', 'no-cache');
      response.writeHead(200, { 'Content-Type': found.type, 'Content-Length': found.raw.length });
      response.end(found.raw);
    },
  );

/** What the pages load; named here, so that nothing else of the folder is ever served. */
const loaded = ['reader.js', 'errors.js', 'style.css'];

/** The OpenAPI document, the pages that read it to people, and the table of refusals they link to. */
export const documentRoutes: readonly Route[] = [
  read(
    {
      method: 'get',
      path: '/api/openapi.json',
      operationId: 'getOpenApi',
      summary: 'This description of the API, as OpenAPI 3.1',
      tag,
      roles: 'anyone',
      answer: z.record(z.string(), z.unknown()),
    },
    async ({ deps, parts }) => ok(documentOf(parts.routes, deps.publicUrl)),
  ),
  read(
    {
      method: 'get',
      path: '/api/docs/errors.json',
      operationId: 'listRefusals',
      summary: 'Every code a refusal can carry, with its status and words',
      tag,
      roles: 'anyone',
      answer: z.object({ value: z.array(z.object({ code: z.string(), status: z.int(), text: z.string() })) }),
    },
    async () => ok({ value: Object.entries(refusals).map(([code, said]) => ({ code, ...said })) }),
  ),
  page('/api/docs', 'readDocs', 'The API, to be read and tried'),
  page('/api/docs/errors', 'readErrors', 'Every refusal and what to do about it'),
  stream(
    {
      method: 'get',
      path: '/api/docs/files/:name',
      operationId: 'readDocsFile',
      summary: 'What the documentation pages load',
      tag,
      roles: 'anyone',
      params: z.object({ name: z.string().max(40) }),
      mediaType: '*/*',
      answer: z.string(),
    },
    async ({ params }, response) => {
      const found = loaded.includes(params.name) ? await files.read(new URL(params.name, folder)) : undefined;
      if (!found) throw new Refused('route.not_found');
      response.setHeader('Cache-Control', 'no-cache');
      response.writeHead(200, { 'Content-Type': found.type, 'Content-Length': found.raw.length });
      response.end(found.raw);
    },
  ),
];

const made = new WeakMap<readonly Route[], object>();

/** The document of one table of routes; it does not change while the server runs. */
function documentOf(routes: readonly Route[], publicUrl: string): object {
  const known = made.get(routes) ?? openApiDocument(routes, publicUrl);
  made.set(routes, known);
  return known;
}
