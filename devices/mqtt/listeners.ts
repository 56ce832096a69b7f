import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import type { LogWords } from '../log/log-words.ts';
import type { Gateway } from './gateway.ts';

/** Where the gateway listens by itself; MQTT over WebSocket comes in by the HTTP server. */
export interface ListenOptions {
  readonly host: string;
  /** 0 takes any free port; null leaves the plain listener out. */
  readonly port: number | null;
  readonly tls?: { readonly port: number; readonly certPath: string; readonly keyPath: string };
  /** Whether somebody chose a port: then it must be had. A usual one that is taken leaves its listener out, with a warning. */
  readonly isChosen: boolean;
  readonly log: LogWords;
}

/** The open listeners; null where there is none. */
export interface Listeners {
  readonly port: number | null;
  readonly tlsPort: number | null;
  /** Reads the certificate and its key again, for connections to come: certificates are renewed while devices talk. */
  renew(): void;
  close(): Promise<void>;
}

/** A start that must not happen: a port or a certificate that cannot be had. */
export class CannotListen extends Error {
  /** Somebody else listens on that port. */
  readonly isTaken: boolean;
  constructor(message: string, isTaken = false) {
    super(message);
    this.isTaken = isTaken;
  }
}

const handshakeMs = 20_000;
const backlog = 4096; // a whole fleet may come back at once
const renewEveryMs = 3_600_000;

/** Opens the plain listener, and the TLS listener when there is a certificate. */
export async function listen(gateway: Gateway, options: ListenOptions): Promise<Listeners> {
  const plain = createServer({ noDelay: true }, (socket) =>
    gateway.take(socket, { address: socket.remoteAddress ?? '', thumbprint: null }),
  );
  const { tls } = options;
  const secure = tls ? secureServer(gateway, tls, options.log) : null;
  try {
    const openOr = (server: Server, port: number, setting: string) =>
      opened(server, { host: options.host, port }, setting).catch((error: CannotListen) => {
        if (options.isChosen || !error.isTaken) throw error;
        options.log.warn(
          { port },
          `${error.message}; set ${setting} to another port. Devices cannot connect there`,
        );
        return null;
      });
    const port = options.port === null ? null : await openOr(plain, options.port, 'MQTT_PORT');
    const tlsPort = secure ? await openOr(secure, tls!.port, 'MQTT_TLS_PORT') : null;
    const renew = () => secure?.setSecureContext(identityOf(tls!));
    const renewing = setInterval(() => {
      try {
        renew();
      } catch (error) {
        options.log.error(
          { err: error },
          'the TLS certificate could not be read again; the old one stays in use',
        );
      }
    }, renewEveryMs).unref();
    const close = async () => {
      clearInterval(renewing);
      await Promise.all([plain, secure].map((server) => server && closed(server)));
    };
    return { port, tlsPort, renew, close };
  } catch (error) {
    plain.close();
    secure?.close();
    throw error;
  }
}

function secureServer(gateway: Gateway, tls: NonNullable<ListenOptions['tls']>, log: LogWords) {
  const server = createTlsServer(
    {
      ...identityOf(tls),
      // A device's certificate is its own: it is known by its thumbprint, not by who signed it.
      requestCert: true,
      rejectUnauthorized: false,
      minVersion: 'TLSv1.2',
      handshakeTimeout: handshakeMs,
      noDelay: true,
    },
    (socket) =>
      gateway.take(socket, { address: socket.remoteAddress ?? '', thumbprint: thumbprintOf(socket) }),
  );
  server.on('tlsClientError', (error, socket) => {
    log.debug({ err: error, address: socket.remoteAddress }, 'a TLS handshake failed');
    socket.destroy();
  });
  return server;
}

/** The thumbprint of the client's certificate, if it sent one and it is valid today. */
function thumbprintOf(socket: TLSSocket): string | null {
  const { fingerprint256, valid_from: from, valid_to: to } = socket.getPeerCertificate();
  if (!fingerprint256) return null;
  const now = Date.now();
  const isValid = now >= Date.parse(from) && now <= Date.parse(to);
  return isValid ? fingerprint256.replaceAll(':', '').toLowerCase() : null;
}

function identityOf({ certPath, keyPath }: { certPath: string; keyPath: string }): {
  cert: Buffer;
  key: Buffer;
} {
  return { cert: fileOf('MQTT_TLS_CERT', certPath), key: fileOf('MQTT_TLS_KEY', keyPath) };
}

function fileOf(setting: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new CannotListen(`${setting}: ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

const opened = (server: Server, at: { host: string; port: number }, setting: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      const why = `${setting}: cannot listen on ${at.host}:${at.port} (${code ?? message})`;
      reject(new CannotListen(why, code === 'EADDRINUSE'));
    });
    server.on('connection', (socket: Socket) => socket.on('error', () => socket.destroy()));
    server.listen({ ...at, backlog }, () => resolve((server.address() as AddressInfo).port));
  });

const closed = (server: Server): Promise<void> =>
  new Promise((done) => {
    if (server.listening) server.close(() => done());
    else done();
  });
