import { MockActivityEnvironment } from '@temporalio/testing';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { activityLog } from '../../src/service/worker/internal/activityLog';
import { createLog, type Log } from '../../src/telemetry/log';

function memoryLog(): { log: Log; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  return { log: createLog('debug', sink), lines };
}

const order = { ticketId: '35436', sendId: 'followUp-1:template:1', text: 'Hola', phone: '+34600110001' };

const run = (log: Log, activityType: string, activity: (it: typeof order) => Promise<unknown>): Promise<unknown> =>
  new MockActivityEnvironment(
    { activityType, attempt: 2, workflowExecution: { workflowId: 'whatsapp-ticket:acme:35436', runId: 'r' } },
    { interceptors: [activityLog(log)] },
  ).run(activity, order);

describe('what an activity logs', () => {
  it('says which run, activity and attempt it comes from, and which ticket and send it is about', async () => {
    const { log, lines } = memoryLog();
    await run(log, 'sendMessage', async () => {
      await Promise.resolve();
      log.warn({ status: 503 }, 'refused');
      return { type: 'unknown' };
    });
    const about = {
      workflowId: 'whatsapp-ticket:acme:35436',
      activity: 'sendMessage',
      attempt: 2,
      ticketId: '35436',
      sendId: 'followUp-1:template:1',
    };
    expect(lines).toEqual([
      expect.objectContaining({ ...about, status: 503, msg: 'refused' }),
      expect.objectContaining({ ...about, outcome: 'unknown', msg: 'send ended' }),
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/Hola|600110001/);
  });

  it('says nothing of it afterwards, nor in what runs beside it', async () => {
    const { log, lines } = memoryLog();
    const running = run(log, 'readTruth', () => new Promise((done) => setImmediate(done)));
    log.info('beside');
    await running;
    log.info('after');
    expect(lines.map(({ msg, ticketId }) => [msg, ticketId])).toEqual([
      ['beside', undefined],
      ['after', undefined],
    ]);
  });
});
