import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { authorizeJWT, CloudAdapter, type Request } from '@microsoft/agents-hosting';

/**
 * The smallest bot of the Microsoft 365 Agents SDK: its CloudAdapter and its own token check behind plain node:http, which
 * costs it less than express would, every message echoed. Its own token for sending is a constant, which costs it nothing.
 */
const { PORT, MicrosoftAppId = '', KEYS_AUTHORITY = '', KEYS_ISSUER = '' } = process.env;

const settings = {
  clientId: MicrosoftAppId,
  clientSecret: 'constant',
  tenantId: 'tenant',
  authorityEndpoint: KEYS_AUTHORITY,
  issuers: [KEYS_ISSUER],
  validateIssuer: true,
};
const adapter = new CloudAdapter(settings);
const provider = { getAccessToken: async () => 'constant' };
Object.assign(adapter, {
  connectionManager: { getTokenProvider: () => provider, getTokenProviderFromActivity: () => provider },
});
const authorize = authorizeJWT(adapter['authConfig' as never]);

createServer(async (incoming, outgoing) => {
  const response = dressed(outgoing);
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const body: unknown = JSON.parse(Buffer.concat(parts).toString());
  const request: IncomingMessage & { body: unknown } = Object.assign(incoming, { body });
  await authorize(request as unknown as Request, response as never, (error?: unknown) => {
    if (error) throw error;
  });
  if (outgoing.writableEnded) return;
  await adapter.process(request as unknown as Request, response as never, async (context) => {
    if (context.activity.type === 'message') await context.sendActivity(`You said: ${context.activity.text}`);
  });
}).listen(Number(PORT), '127.0.0.1', () => console.log('{"msg":"ready"}'));

/** The two methods of express's answer that the SDK calls. */
function dressed(response: ServerResponse): ServerResponse {
  return Object.assign(response, {
    status: (code: number) => {
      response.statusCode = code;
      return response;
    },
    send: (body: unknown) => response.end(typeof body === 'string' ? body : JSON.stringify(body)),
  });
}
