import { MockActivityEnvironment } from '@temporalio/testing';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { logged } from '../../src/service/worker/activityLog';
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

const environment = new MockActivityEnvironment({
  attempt: 2,
  workflowExecution: { workflowId: 'whatsapp-ticket:acme:35436', runId: 'r' },
});
const order = { ticketId: '35436', sendId: 'followUp-1:template:1', text: 'Hola', phone: '+34600110001' };

describe('what an activity logs', () => {
  it('says which run, activity and attempt it comes from, and which ticket and send it is about', async () => {
    const { log, lines } = memoryLog();
    const { sendMessage } = logged(
      {
        sendMessage: async (_order: typeof order) => {
          await Promise.resolve();
          log.warn({ status: 503 }, 'refused');
          return { type: 'unknown' };
        },
      },
      log,
    );
    await environment.run(sendMessage, order);
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
    const { readTruth } = logged(
      { readTruth: (_order: typeof order) => new Promise((done) => setImmediate(done)) },
      log,
    );
    const running = environment.run(readTruth, order);
    log.info('beside');
    await running;
    log.info('after');
    expect(lines.map(({ msg, ticketId }) => [msg, ticketId])).toEqual([
      ['beside', undefined],
      ['after', undefined],
    ]);
  });
});
