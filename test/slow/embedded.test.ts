import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { answers } from '../../src/embedded/devServer';
import { findEmbedded } from '../../src/embedded/embedded';
import { embeddedRig } from '../support/embeddedRig';

const { dataFolder, start, connect, afterwards } = embeddedRig();

/** Starts a server in a process of its own; resolves when it answers, to its address and what kills that process. */
async function startElsewhere(kind: 'embedded' | 'brief' | 'simulated') {
  const script = join(__dirname, '../support/serverProcess.ts');
  const args = ['--require', 'tsx/cjs', script, kind, inject('temporalCli'), dataFolder()];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [address] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  const kill = async (): Promise<void> => {
    if (child.kill('SIGKILL')) await once(child, 'exit');
  };
  afterwards(kill);
  return { address: address.trim(), kill };
}

describe('the embedded server', () => {
  it('ends with a process that is killed, and loses nothing; the next start works at once', async () => {
    const { address, kill } = await startElsewhere('embedded');
    await (await connect({ address })).workflow.start('ticket', { workflowId: 'kept', taskQueue: 'nobody', args: [] });
    await kill();
    const next = await start();
    expect(next.joined).toBe(false);
    expect(await answers(address)).toBe(next.address === address);
    expect((await (await connect(next)).workflow.getHandle('kept').describe()).status.name).toBe('RUNNING');
  });

  it('is found by a command in another process, which leaves it running', async () => {
    const { address } = await startElsewhere('embedded');
    const command = await start({ briefly: true });
    expect(command).toMatchObject({ joined: true, address });
    await command.stop();
    expect(await answers(address)).toBe(true);
  });

  it('is never a second one when several start at the same moment: each gets its turn', async () => {
    let running = 0;
    const turn = async (): Promise<void> => {
      const server = await start({ waitMs: 100_000 });
      running += 1;
      expect(await answers(server.address)).toBe(true);
      expect(running).toBe(1);
      running -= 1;
      await server.stop();
    };
    await Promise.all([turn(), turn(), turn()]);
  });

  it('waits for a command that has the database meanwhile, and nobody finds the server of that command', async () => {
    const { address, kill } = await startElsewhere('brief');
    expect(await findEmbedded(dataFolder())).toBeUndefined();
    const waiting = new Promise<void>((resolve) => {
      const starting = start({ onProgress: (line) => line.includes('waiting for it to finish') && resolve() });
      afterwards(async () => void (await starting));
    });
    await waiting;
    await kill();
    await expect.poll(() => findEmbedded(dataFolder())).toBeDefined();
    expect(await answers(address)).toBe(false);
  });

  it.skipIf(process.platform === 'win32').each([
    [
      'somebody has taken the port of one of its parts',
      'panic: failed assigning ephemeral port: address in use\n\ngoroutine 1 [running]:\n',
    ],
    ['its parts wait too long for one another', 'failed to start service worker: context deadline exceeded\n'],
  ])('tries again when %s', async (_why, lastWords) => {
    const tried = join(dataFolder(), 'tried');
    const unlucky = join(dataFolder(), 'temporal');
    const script = `#!/bin/sh\n[ -e '${tried}' ] && exec '${inject('temporalCli')}' "$@"\ntouch '${tried}'\nprintf '${lastWords}' >&2\nexit 2\n`;
    await writeFile(unlucky, script, { mode: 0o755 });
    const server = await start({ cli: unlucky });
    expect(await answers(server.address)).toBe(true);
  });
});

describe.skipIf(process.platform === 'win32')('the simulated server', () => {
  it('dies with the process that started it, even when that is killed', async () => {
    const { address, kill } = await startElsewhere('simulated');
    expect(await answers(address)).toBe(true);
    await kill();
    await expect.poll(() => answers(address)).toBe(false);
  });
});
