import { hash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A start that must not happen: another process writes the same log. */
export class LogInUse extends Error {}

/**
 * Holds a folder for this process: a listener whose name is made from the folder's path. The operating system takes it
 * away with the process, however that ends, so that no stale lock is left.
 */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> }> {
  const name = `fieldline-telemetry-${hash('sha256', await realpath(folder), 'hex').slice(0, 24)}`;
  const address =
    process.platform === 'linux'
      ? `\0${name}`
      : process.platform === 'win32'
        ? `\\\\.\\pipe\\${name}`
        : join(tmpdir(), `${name}.sock`);
  let server = await tryListen(address);
  if (!server && process.platform === 'darwin' && !(await answers(address))) {
    await rm(address, { force: true }); // a socket file outlives its process there
    server = await tryListen(address);
  }
  if (!server)
    throw new LogInUse(`DATA_DIR: another process writes the telemetry log in ${folder}; stop it first`);
  const held = server;
  return { release: () => new Promise((done) => held.close(() => done())) };
}

const tryListen = (path: string): Promise<Server | null> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen({ path, exclusive: true }, () => {
      server.unref();
      resolve(server);
    });
  });

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
