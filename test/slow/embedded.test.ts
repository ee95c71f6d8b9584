import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { answers } from '../../src/embedded/devServer';
import { isAlive } from '../../src/embedded/processes';
import { ensureSearchAttributes } from '../../src/temporal/searchAttributes';
import { attributes, embeddedRig } from '../support/embeddedRig';

const { dataFolder, start, connect, serverPid } = embeddedRig();

/** Starts a server in a process of its own and kills that process; resolves to the server's address. */
async function startAndKill(kind: 'embedded' | 'simulated'): Promise<string> {
  const script = join(__dirname, '../support/serverProcess.ts');
  const args = ['--require', 'tsx/cjs', script, kind, inject('temporalCli'), dataFolder()];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [address] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  child.kill('SIGKILL');
  await once(child, 'exit');
  return address.trim();
}

describe('the embedded server', () => {
  it('adopts the server that a killed process left behind, and ends it in its place', async () => {
    const address = await startAndKill('embedded');
    const pid = await serverPid();
    expect(isAlive(pid)).toBe(true);

    const adopted = await start();
    expect(adopted).toMatchObject({ adopted: true, address });
    await ensureSearchAttributes((await connect(adopted)).connection, 'default', attributes);
    await adopted.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('lets two starters at once share one server; the last one out ends it', async () => {
    const both = await Promise.all([start(), start()]);
    expect(both.map(({ adopted }) => adopted).sort()).toEqual([false, true]);
    expect(both[0].address).toBe(both[1].address);
    const pid = await serverPid();
    await both[0].stop();
    await both[0].stop();
    expect(isAlive(pid)).toBe(true);
    await both[1].stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('replaces an entry whose server has died', async () => {
    await start();
    const pid = await serverPid();
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => isAlive(pid)).toBe(false);
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await serverPid()).not.toBe(pid);
  });

  it.skipIf(process.platform === 'win32')(
    'tries again when somebody has taken the port of one of its parts',
    async () => {
      const tried = join(dataFolder(), 'tried');
      const unlucky = join(dataFolder(), 'temporal');
      const panic = 'panic: failed assigning ephemeral port: address in use\n\ngoroutine 1 [running]:\n';
      const script = `#!/bin/sh\n[ -e '${tried}' ] && exec '${inject('temporalCli')}' "$@"\ntouch '${tried}'\nprintf '${panic}' >&2\nexit 2\n`;
      await writeFile(unlucky, script, { mode: 0o755 });
      const server = await start(unlucky);
      expect(await answers(server.address)).toBe(true);
    },
  );
});

describe.skipIf(process.platform === 'win32')('the simulated server', () => {
  it('dies with the process that started it, even when that is killed', async () => {
    const address = await startAndKill('simulated');
    await expect.poll(() => answers(address), { timeout: 10_000 }).toBe(false);
  });
});
