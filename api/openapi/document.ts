import {
  extendZodWithOpenApi,
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { refusals } from '../../domain/refusals.ts';
import { problemType } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { ChatOperation } from './chat-operations.ts';
import type { DeviceOperation } from './device-operations.ts';

extendZodWithOpenApi(z);

const problem = z
  .object({
    type: z.url(),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(refusals) as [string, ...string[]]),
    detail: z.string(),
    traceId: z.string(),
  })
  .meta({ id: 'Problem' });

/** What the document tells of: a route of the table, or a way in of web chats or of devices. */
export type Described = Route | ChatOperation | DeviceOperation;

const keyHeader = z.string().min(1).max(255).optional();
const matchHeader = z.string().optional();

/** Headers a route understands, beside the token. */
const headersOf = ({ method, how, path }: Described): z.ZodObject | undefined => {
  if (method === 'get') {
    const isSingle = path.endsWith('/:id') && how === 'read' && !path.startsWith('/api/desk/');
    return isSingle
      ? z.object({ 'If-None-Match': matchHeader.describe('An ETag: 304 when it is still that') })
      : undefined;
  }
  const key = {
    'Idempotency-Key': keyHeader.describe('Repeats with the same key have one effect and one answer'),
  };
  const match = { 'If-Match': matchHeader.describe('An ETag: 412 when the thing has changed since') };
  if (how === 'write') return z.object(path.includes('/:id') ? { ...key, ...match } : key);
  return path.startsWith('/api/desk/') ? z.object(key) : undefined;
};

/**
 * The OpenAPI 3.1 document, from the very table the server is made from: what is not in the one is not in the other.
 * `x-verb` names the button on a card that does the same; `x-roles` says who may call.
 */
export function openApiDocument(routes: readonly Described[], publicUrl: string): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: "A token of the company's sign-in; in demo mode one of POST /api/demo/sign-in",
  });
  registry.registerComponent('securitySchemes', 'streamToken', {
    type: 'apiKey',
    in: 'query',
    name: 'access_token',
    description: 'A token of ten minutes from POST /api/sign-in/stream-token',
  });
  registry.registerComponent('securitySchemes', 'chatToken', {
    type: 'http',
    scheme: 'bearer',
    description:
      "A chat's token, of POST /api/web-chat/token; for a new one from a site's server, the site's key",
  });
  registry.registerComponent('securitySchemes', 'deviceToken', {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: "SharedAccessSignature over {host}/devices/{id}, made with the device's key",
  });
  for (const route of routes) registry.registerPath(operationOf(route));
  return new OpenApiGeneratorV31(registry.definitions, { sortComponents: 'alphabetically' }).generateDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Fieldline',
        version: '0.1.0',
        license: { name: 'MIT', identifier: 'MIT' },
        description:
          'Customer service and field service. Lists follow OData 4.01; writes take Idempotency-Key and If-Match; every refusal is RFC 9457 problem details with a stable code.',
      },
      servers: [{ url: publicUrl }],
      tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    },
  );
}

function operationOf(route: Described): RouteConfig {
  const { method, operationId, summary, tag, params, query, body, verb } = route;
  const bodyType = ('bodyType' in route && route.bodyType) || 'application/json';
  const headers = headersOf(route);
  return {
    method,
    path: route.path.replace(/:(\w+)/g, '{$1}'),
    operationId,
    summary,
    tags: [tag],
    security: securityOf(route),
    'x-roles': rolesOf(route),
    ...(verb && { 'x-verb': verb }),
    request: {
      ...(params && { params: params as z.ZodObject }),
      ...(query && { query: query as z.ZodObject }),
      ...(headers && { headers }),
      ...(body && {
        body: { content: { [bodyType]: { schema: body } }, required: !body.safeParse({}).success },
      }),
    },
    responses: responsesOf(route),
  } as RouteConfig;
}

function rolesOf({ roles, how }: Described): readonly string[] {
  if (how === 'chat' && roles === 'signed-in') return ['web-chat'];
  if (how === 'device') return ['device'];
  return typeof roles === 'string' ? [roles] : roles;
}

const securityOf = ({ roles, tokenInQuery, how }: Described): Record<string, string[]>[] => {
  if (roles === 'anyone') return [];
  if (how === 'chat') return [{ chatToken: [] }];
  if (how === 'device') return [{ deviceToken: [] }];
  return tokenInQuery ? [{ bearer: [] }, { streamToken: [] }] : [{ bearer: [] }];
};

/** Answers by status: what is answered when it goes well, and the kinds of refusal the route can meet. */
function responsesOf(route: Described): RouteConfig['responses'] {
  const { method, roles, params, body, status = 200, how } = route;
  const type = route.mediaType?.split(';')[0] ?? 'application/json';
  const isConditional = method !== 'get' && how === 'write';
  const refused: Record<number, boolean> = {
    400: params !== undefined || route.query !== undefined || body !== undefined,
    401: roles !== 'anyone',
    403: roles !== 'anyone' && (roles !== 'signed-in' || how === 'chat'),
    404: params !== undefined,
    409: isConditional,
    412: isConditional && params !== undefined,
    413: method !== 'get',
    415: method !== 'get',
    422: isConditional,
    429: how === 'device' || (how === 'chat' && method === 'post'),
    500: true,
    503: how === 'device',
  };
  const problems = Object.entries(refused)
    .filter(([, isMet]) => isMet)
    .map(
      ([code]) =>
        [code, { description: 'Problem details', content: { [problemType]: { schema: problem } } }] as const,
    );
  const answer = { description: 'Done', content: { [type]: { schema: route.answer ?? z.unknown() } } };
  return { [status]: answer, ...Object.fromEntries(problems) };
}
