import { createServer, type Server, type ServerOptions } from 'restify';
import type { ApiDeps } from './deps.ts';
import { frontOf, requestSeconds } from './http/front.ts';
import { type Metrics, metrics } from './http/metrics.ts';
import type { Route } from './http/route.ts';
import { routes as declared } from './http/routes.ts';
import { type Service, serve } from './http/serve.ts';
import { live } from './live/live.ts';
import { callers } from './sign-in/callers.ts';

/** The HTTP server with the REST API on it; other ways in add their own routes to `server` before it listens. */
export interface Api {
  readonly server: Server;
  readonly routes: readonly Route[];
  readonly metrics: Metrics;
  /** Stops accepting, ends live streams, lets running requests finish, cuts what still hangs after the grace. */
  close(): Promise<void>;
}

/** Running requests get this long to finish; the process itself has 10 s. */
const graceMs = 5_000;

/** Makes the server of the whole API from its table of routes. It does not listen yet. */
export function createApi(deps: ApiDeps): Api {
  const counted = metrics(deps);
  const server = createServer({
    name: '',
    log: deps.log,
    ignoreTrailingSlash: true,
    maxParamLength: 500,
    noWriteContinue: false,
  } as unknown as ServerOptions);
  server.server.headersTimeout = 15_000;
  server.server.requestTimeout = requestSeconds * 1000;
  const { eventLog, log } = deps;
  const changes = live({
    eventLog,
    log,
    streams: counted.streams,
    onCommitted: (listen) => deps.onCommitted(listen),
  });
  let isClosing = false;
  frontOf(server, { deps, metrics: counted, isClosing: () => isClosing });
  const callersOf = callers(deps);
  const parts = { tokens: callersOf.tokens, live: changes, metrics: counted, routes: declared };
  mount(server, declared, { deps, callers: callersOf, parts });
  const close = async () => {
    isClosing = true;
    changes.close();
    await closed(server);
  };
  return { server, routes: declared, metrics: counted, close };
}

function mount(server: Server, routes: readonly Route[], service: Service): void {
  for (const route of routes) {
    const handler = serve(route, service);
    if (route.method === 'delete') server.del(route.path, handler);
    else server[route.method](route.path, handler);
    if (route.method === 'get' && route.how === 'read') server.head(route.path, handler);
  }
}

async function closed({ server }: Server): Promise<void> {
  if (!server.listening) return;
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await ended;
  clearInterval(idle);
  clearTimeout(cut);
}
