import { describe, expect, it } from 'vitest';
import { keepAlive, type Running, TemporalLost } from '../../src/embedded/keepAlive';

/** A server whose process the test ends. */
function server(): Running & { end: (how: string) => void; stopped: boolean } {
  let end: (how: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => (end = resolve));
  const self = {
    ended,
    stopped: false,
    end: (how: string) => end(how),
    stop() {
      self.stopped = true;
      end('stopped');
      return Promise.resolve();
    },
  };
  return self;
}

/** @param starts what each attempt to start again gives: a server, or why not */
function kept(starts: (Running | string)[], { pausesMs = [0, 0, 0], recoveredAfterMs = 1e9 } = {}) {
  const first = server();
  const problems: string[] = [];
  let recovered = 0;
  const it = keepAlive(first, {
    startAgain: () => {
      const next = starts.shift() ?? 'nothing left';
      return typeof next === 'string' ? Promise.reject(new Error(next)) : Promise.resolve(next);
    },
    onProblem: (line) => problems.push(line),
    onRecovered: () => (recovered += 1),
    remedy: 'Fix it, and start Ventana again.',
    pausesMs,
    recoveredAfterMs,
  });
  return { it, first, problems, recovered: () => recovered };
}

describe('a server that is kept alive', () => {
  it('V1 is started again when it ends by itself, after attempts that fail too', async () => {
    const again = server();
    const { it: alive, first, problems, recovered } = kept(['no port', again]);
    expect(alive.isRunning()).toBe(true);
    first.end('it exited (SIGKILL)');
    await expect.poll(recovered).toBe(1);
    expect(alive.isRunning()).toBe(true);
    expect(problems).toEqual([
      'The embedded Temporal has ended (it exited (SIGKILL)): starting it again on its file',
      'The embedded Temporal does not start: no port.',
    ]);
    await alive.stop();
    expect(again.stopped).toBe(true);
  });

  it('V2 is lost after so many attempts, with one sentence that says what to do', async () => {
    const { it: alive, first } = kept(['no port', 'no port', 'exited (1)\ndisk is full']);
    first.end('it exited (1)');
    await expect(alive.lost).rejects.toThrow(
      new TemporalLost(
        'The embedded Temporal ended and does not start again: exited (1); disk is full. Fix it, and start Ventana again.',
      ),
    );
    expect(alive.isRunning()).toBe(false);
    await alive.stop();
  });

  it('V2 one that keeps ending soon after its start is lost too; one that ran for long begins anew', async () => {
    const endingSoon = () => [1, 2, 3].map(() => server());
    const soon = endingSoon();
    const { it: alive, first, recovered } = kept([...soon]);
    first.end('crash');
    for (const [index, next] of soon.entries()) {
      await expect.poll(recovered).toBe(index + 1);
      next.end('crash');
    }
    await expect(alive.lost).rejects.toThrow('does not start again: crash. Fix it');

    const later = [...endingSoon(), server()];
    const patient = kept([...later], { recoveredAfterMs: 0 });
    patient.first.end('crash');
    for (const [index, next] of later.slice(0, 3).entries()) {
      await expect.poll(patient.recovered).toBe(index + 1);
      next.end('crash');
    }
    await expect.poll(patient.recovered).toBe(4);
    await patient.it.stop();
  });

  it('stops in a pause, and does not start it then', async () => {
    const never = server();
    const { it: alive, first, problems } = kept([never], { pausesMs: [1e8] });
    first.end('crash');
    await expect.poll(() => problems.length).toBe(1);
    await alive.stop();
    expect(alive.isRunning()).toBe(false);
  });

  it('stops while it is being started: what has just started ends too', async () => {
    const again = server();
    let started: (it: Running) => void = () => undefined;
    const first = server();
    const alive = keepAlive(first, {
      startAgain: () => new Promise((resolve) => (started = resolve)),
      onProblem: () => undefined,
      onRecovered: () => undefined,
      remedy: '',
    });
    const begun = started;
    first.end('crash');
    await expect.poll(() => started !== begun).toBe(true);
    const stopping = alive.stop();
    started(again);
    await stopping;
    expect(again.stopped).toBe(true);
  });
});
