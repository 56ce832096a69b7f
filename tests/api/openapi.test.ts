import assert from 'node:assert/strict';
import { problemType } from '../../api/http/problem.ts';
import { routes } from '../../api/http/routes.ts';
import { chatOperations } from '../../api/openapi/chat-operations.ts';
import { deviceOperations } from '../../api/openapi/device-operations.ts';
import { openApiDocument } from '../../api/openapi/document.ts';
import { errorsPage } from '../../api/openapi/errors-page.ts';
import { verbs } from '../../cards/verbs.ts';
import { type ApiServer, anApiServer } from '../fixtures/api/server.ts';
import { twoUnits } from '../fixtures/api/two-units.ts';
import { aWebChatServer } from '../fixtures/web-chat-server.ts';

interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly 'x-roles': readonly string[];
  readonly 'x-verb'?: string;
  readonly requestBody?: object;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, object>> }>>;
}
interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

describe('the OpenAPI document', () => {
  const document = openApiDocument(
    [...routes, ...chatOperations, ...deviceOperations],
    'https://desk.example',
  ) as OpenApi;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
  );

  it('holds every route of the server, of web chats and of devices, and no other', () => {
    const served = [...routes, ...chatOperations, ...deviceOperations].map(
      ({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`,
    );
    assert.deepEqual(operations.map(({ name }) => name).sort(), served.sort());
    assert.match(document.openapi, /^3\.1/);
  });

  it('names each operation once', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    assert.deepEqual([...new Set(ids)], ids);
    for (const id of ids) assert.match(id, /^[a-z][A-Za-z]+$/);
  });

  it('says who may call, and how they sign in', () => {
    for (const { name, operation } of operations) {
      const isOpen = operation['x-roles'].includes('anyone');
      assert.equal(operation.security.length === 0, isOpen, name);
      assert.equal(operation.responses['401'] === undefined, isOpen, name);
    }
  });

  it('answers every refusal as problem details', () => {
    for (const { name, operation } of operations)
      for (const [status, { content }] of Object.entries(operation.responses))
        if (status >= '400') assert.deepEqual(Object.keys(content), [problemType], `${name} ${status}`);
  });

  it('offers an Idempotency-Key on every write that has an effect', () => {
    for (const route of routes.filter(({ how }) => how === 'write')) {
      const { parameters } = document.paths[route.path.replace(/:(\w+)/g, '{$1}')]![route.method]!;
      assert.ok(
        parameters?.some(({ name }) => name === 'Idempotency-Key'),
        route.operationId,
      );
    }
  });

  it('has exactly one twin for every verb of a card', () => {
    const twins = operations.map(({ operation }) => operation['x-verb']).filter((verb) => verb !== undefined);
    assert.deepEqual(twins.sort(), [...verbs].sort());
  });

  it('tells of no way into web chats that is not there', async () => {
    const chat = await aWebChatServer();
    try {
      for (const { method, path, operationId } of chatOperations) {
        const answer = await chat.call(path.replace(':id', 'x'), {
          method: method.toUpperCase(),
          ...(method === 'post' && { body: {} }),
        });
        const { code } = (await answer.json()) as { code?: string };
        assert.doesNotMatch(code ?? '', /^route\./, operationId);
      }
    } finally {
      await chat.close();
    }
  });

  it('points at nothing that is not in it', () => {
    const text = JSON.stringify(document);
    const named = (document as unknown as { components: { schemas: object } }).components.schemas;
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
      assert.ok(name && name in named, name);
  });
});

describe('answers', () => {
  let server: ApiServer;
  before(async () => {
    server = await anApiServer(twoUnits);
  });
  after(() => server.stop());

  it('are what the document says, list by list and thing by thing', async () => {
    const admin = await server.as('adam');
    const lists = routes.filter(
      ({ how, path }) => how === 'read' && /^\/api\/[a-z-]+$/.test(path) && path !== '/api/my-day',
    );
    let things = 0;
    for (const route of lists) {
      const { status, body, text } = await admin(route.path);
      assert.equal(status, 200, text);
      assert.ok(
        route.answer?.safeParse(body).success,
        `${route.path}: ${route.answer?.safeParse(body).error}`,
      );
      for (const { id } of body.value ?? []) {
        const one = routes.find(({ method, path }) => method === 'get' && path === `${route.path}/:id`);
        if (!one) continue;
        const single = await admin(`${route.path}/${encodeURIComponent(id)}`);
        assert.ok(
          one.answer?.safeParse(single.body).success,
          `${one.path}: ${one.answer?.safeParse(single.body).error}`,
        );
        things++;
      }
    }
    assert.ok(things > 30, String(things));
  });

  it('can be read at /api/openapi.json and on a page that loads nothing from elsewhere', async () => {
    const { body } = await server.nobody('/api/openapi.json');
    assert.equal(body.servers[0].url, 'http://fieldline.test');
    for (const path of ['/api/docs', '/api/docs/', '/api/docs/errors']) {
      const page = await server.nobody(path);
      assert.equal(page.status, 200);
      assert.match(
        page.headers.get('content-security-policy') ?? '',
        /default-src 'self'.*frame-ancestors 'self' https:\/\/teams/,
      );
      assert.doesNotMatch(page.text, /(src|href)="(https?:)?\/\//);
    }
  });

  it('tell in production of nothing that only the demo has', async () => {
    const demoOnly = Object.keys((await server.nobody('/api/openapi.json')).body.paths).filter((path) =>
      path.startsWith('/api/demo/'),
    );
    assert.equal(demoOnly.length, 3);
    const production = await anApiServer(twoUnits, { mode: 'production' });
    try {
      const { body } = await production.nobody('/api/openapi.json');
      assert.doesNotMatch(Object.keys(body.paths).join(), /demo/);
      assert.ok('/v3/directline/conversations' in body.paths && '/api/web-chat/token' in body.paths);
      for (const path of demoOnly) assert.equal((await production.nobody(path)).status >= 400, true);
    } finally {
      await production.stop();
    }
  });

  it('of a refusal lead to a line of the page of refusals', async () => {
    const { type, code } = (await server.nobody('/api/cases')).body;
    assert.equal(type, `http://fieldline.test/api/docs/errors#${code}`);
    const page = await server.nobody('/api/docs/errors');
    assert.match(page.text, new RegExp(`<tr id="${code}">`));
  });
});

describe('the page of refusals', () => {
  it('shows the table and lets nothing in it become markup', () => {
    const html = errorsPage('| `case.gone` | 404 | No <b>case</b> `x`. | Look again. |\n');
    assert.match(
      html,
      /<tr id="case\.gone">.*<td>404<\/td><td>No &#60;b&#62;case&#60;\/b&#62; <code>x<\/code>\.<\/td>/,
    );
  });
});
