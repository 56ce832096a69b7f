import type { Request, Response, Server } from 'restify';
import type { ApiDeps } from '../deps.ts';
import { type BodyLimits, readBody } from '../http/body.ts';
import { fail } from '../http/serve.ts';
import { headerOf } from '../http/trace.ts';

/** What a device asks over HTTP; the gateway checks all of it. */
export interface TelemetryRequest {
  readonly device: string;
  readonly host: string;
  readonly authorization: string;
  readonly address: string;
  readonly contentType: string;
  readonly messageId: string | undefined;
  readonly properties: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

export interface DeviceTelemetryDeps extends Pick<ApiDeps, 'log' | 'publicUrl'> {
  /** Resolves once everything is on disk; throws Refused. */
  readonly take: (request: TelemetryRequest) => Promise<void>;
}

/** A batch holds several messages of at most 256 KiB. */
const limits: BodyLimits = { limitBytes: 1_048_576, timeoutMs: 20_000 };
const appHeader = 'iothub-app-';

/**
 * `POST /devices/{id}/messages/events`: telemetry over HTTP as IoT Hub takes it, signed with the device's own key. One
 * message, or a batch (`application/vnd.microsoft.iothub.json`). 204 says that all of it is on disk.
 */
export function mountDeviceTelemetry(server: Server, deps: DeviceTelemetryDeps): void {
  server.post(
    '/devices/:id/messages/events',
    async function telemetry(request: Request, response: Response): Promise<void> {
      try {
        await deps.take(await read(request));
        response.writeHead(204);
        response.end();
      } catch (error) {
        fail(request, response, { error, deps });
      }
    },
  );
}

async function read(request: Request): Promise<TelemetryRequest> {
  const { id = '' } = request.params as { id?: string };
  return {
    device: id,
    host: headerOf(request, 'host') ?? '',
    authorization: headerOf(request, 'authorization') ?? '',
    address: request.socket.remoteAddress ?? '',
    contentType: headerOf(request, 'content-type') ?? '',
    messageId: headerOf(request, 'iothub-messageid'),
    properties: Object.entries(request.headers)
      .filter(([name, value]) => name.startsWith(appHeader) && typeof value === 'string')
      .map(([name, value]) => [name.slice(appHeader.length), String(value)] as const),
    body: await readBody(request, limits),
  };
}
