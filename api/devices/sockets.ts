import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createWebSocketStream, WebSocketServer } from 'ws';

export interface DeviceSocketsDeps {
  /** Takes the bytes of a device's MQTT; what it does with them is the gateway's. */
  readonly take: (stream: Duplex, origin: { readonly address: string; readonly thumbprint: null }) => void;
}

/** Where IoT Hub's SDKs dial for MQTT over WebSocket. */
const path = '/$iothub/websocket';
const protocols = ['mqtt', 'mqttv3.1'];
const largestFrame = 512 * 1024;

/** Serves MQTT over WebSocket on the HTTP server, beside the streams of web chat. Answers how to stop taking new ones. */
export function mountDeviceSockets(http: HttpServer, deps: DeviceSocketsDeps): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestFrame,
    perMessageDeflate: false,
    handleProtocols: (asked) => protocols.find((known) => asked.has(known)) ?? false,
  });
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!isOurs(request.url ?? '')) return; // for others to take
    socket.on('error', () => socket.destroy()); // without a listener, a peer that vanishes now would end the process
    sockets.handleUpgrade(request, socket, head, (client) => {
      const stream = createWebSocketStream(client);
      stream.on('error', () => client.terminate());
      deps.take(stream, { address: request.socket.remoteAddress ?? '', thumbprint: null });
    });
  };
  http.on('upgrade', onUpgrade);
  return () => http.off('upgrade', onUpgrade);
}

/** The `$` comes as it is or encoded. */
function isOurs(url: string): boolean {
  const [asked = ''] = url.split('?');
  return asked === path || asked.replace(/^\/%24/i, '/$') === path;
}
