import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const script = new URL('../../bench/playground.ts', import.meta.url);
const persona = { id: 'a-1', name: 'Ana', roles: ['agent'], aadObjectId: 'aad-a-1' };

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('the playground command', function () {
  this.timeout(20_000);
  let folder: string;
  const demo = createServer((_request, response) => response.end(JSON.stringify({ value: [persona] })));

  before(async function () {
    if (process.platform === 'win32') return this.skip();
    folder = mkdtempSync(join(tmpdir(), 'fieldline-tool-'));
    // As npx does: a shell that waits for the tool, which here does not care for being told to end.
    const tool = `process.on("SIGTERM", () => {}); require("fs").writeFileSync("${folder}/pid", String(process.pid)); setInterval(() => {}, 1000)`;
    writeFileSync(join(folder, 'npx'), `#!/bin/sh\n"${process.execPath}" -e '${tool}'\nexit 0\n`);
    chmodSync(join(folder, 'npx'), 0o755);
    demo.listen(0, '127.0.0.1');
    await once(demo, 'listening');
  });
  after(() => {
    demo.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    it(`ends the tool with all it started on ${signal}`, async () => {
      const { port } = demo.address() as AddressInfo;
      const pidFile = join(folder, 'pid');
      rmSync(pidFile, { force: true });
      const env = {
        ...process.env,
        PATH: `${folder}:${process.env.PATH}`,
        PUBLIC_URL: `http://127.0.0.1:${port}`,
      };
      const command = spawn(process.execPath, [script.pathname, 'agent'], { env, stdio: 'ignore' });
      const exited = once(command, 'exit');
      while (!existsSync(pidFile) || readFileSync(pidFile, 'utf8') === '') await wait(50);
      const tool = Number(readFileSync(pidFile, 'utf8'));
      assert.ok(isAlive(tool));
      command.kill(signal);
      assert.deepEqual(await exited, [0, null]);
      for (let tries = 0; isAlive(tool) && tries < 100; tries++) await wait(50); // the system collects the dead later
      assert.equal(isAlive(tool), false);
    });
});
