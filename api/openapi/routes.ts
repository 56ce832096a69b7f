import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ApiDeps } from '../deps.ts';
import { ok, type Parts, type Route, read, stream } from '../http/route.ts';
import { pagePolicy } from '../http/security-headers.ts';
import { chatOperations } from './chat-operations.ts';
import { deviceOperations } from './device-operations.ts';
import { openApiDocument } from './document.ts';
import { errorsPage } from './errors-page.ts';

const tag = 'Documentation';
const readerPage = new URL('../../web/api-docs/index.html', import.meta.url);
const errorTable = new URL('../../docs/errors.md', import.meta.url);

const page = (
  declared: { readonly path: string; readonly operationId: string; readonly summary: string },
  html: () => Promise<string>,
): Route =>
  stream(
    { ...declared, method: 'get', tag, roles: 'anyone', mediaType: 'text/html', answer: z.string() },
    async (_asked, response) => {
      const text = await html();
      response.setHeader('Content-Security-Policy', pagePolicy);
      response.setHeader('Cache-Control', 'no-cache');
      response.writeHead(200, {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Length': Buffer.byteLength(text),
      });
      response.end(text);
    },
  );

/** The OpenAPI document, the page that reads it to people, and the table of refusals that problem details link to. */
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
    async ({ deps, parts }) => ok(documentOf(parts, deps)),
  ),
  page({ path: '/api/docs', operationId: 'readDocs', summary: 'The API, to be read and tried' }, () =>
    readFile(readerPage, 'utf8'),
  ),
  page(
    {
      path: '/api/docs/errors',
      operationId: 'readErrors',
      summary: 'Every refusal, what it means and what to do about it',
    },
    async () => errorsPage(await readFile(errorTable, 'utf8')),
  ),
];

const made = new WeakMap<Parts, object>();

/** The document of one server; it does not change while the server runs. What only the demo has is told there only. */
function documentOf(parts: Parts, { mode, publicUrl }: Pick<ApiDeps, 'mode' | 'publicUrl'>): object {
  const routes = parts.routes.filter(({ demoOnly }) => mode === 'demo' || !demoOnly);
  const known =
    made.get(parts) ?? openApiDocument([...routes, ...chatOperations, ...deviceOperations], publicUrl);
  made.set(parts, known);
  return known;
}
