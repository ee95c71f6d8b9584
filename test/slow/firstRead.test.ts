/** K9: a ticket whose first reading meets a 429 and a 502 while many others start. */
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { startWorld, type World } from '../../simulation/world';
import { createLog } from '../../src/telemetry/log';
import { EXAMPLE } from '../replay/shape';

const OTHERS = 12;
const lines: Record<string, unknown>[] = [];
let world: World;

beforeAll(async () => {
  const log = createLog('warn', { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) });
  world = await startWorld({
    cli: inject('temporalCli'),
    address: inject('temporalAddress'),
    policy: EXAMPLE.replace('zendeskUpdatesPerMinute: 50', 'zendeskUpdatesPerMinute: 6000').replace(
      'zendeskReadsPerMinute: 200',
      'zendeskReadsPerMinute: 6000',
    ),
    startAt: Date.now() + 14 * 24 * 3_600_000,
    log,
    workflows: { workflowBundle: { codePath: inject('workflowBundlePath') } },
    sandbox: { statusTriggers: 'all', rateLimits: { zendeskRequestsPerMinute: Infinity } },
  });
});
afterAll(() => world?.close());

it('K9 acts within a minute, and each attempt before has a line with ticket and until when', async () => {
  const { sandbox, time } = world;
  let ticketId = '';
  const at = { path: /^\/api\/v2\/tickets\/\d+$/, method: 'GET' } as const;
  for (let n = 0; n < OTHERS; n++) {
    const customer = sandbox.addCustomer({ name: 'Ana', phone: `+3460011${String(n).padStart(4, '0')}` });
    const written = sandbox.customerWrites(customer, 'Hola');
    if (n === OTHERS / 2) {
      ticketId = written.ticketId;
      const path = new RegExp(`^${at.path.source.slice(1, -1).replace('\\d+', ticketId)}$`);
      sandbox.failRequests({ ...at, path, effect: { kind: 'respond', status: 429 } });
      sandbox.failRequests({ ...at, path, effect: { kind: 'respond', status: 502 } });
    }
  }
  await time.advanceTo(time.now() + 60_000);
  expect(sandbox.ticket(ticketId).window).toBe('whatsapp_window_open');
  const told = lines.filter((it) => it['ticketId'] === ticketId && it['activity'] === 'readTruth' && 'vendor' in it);
  expect(told.filter(({ status }) => status === 502)).toHaveLength(1);
  expect(told[0]).toMatchObject({ status: 429, attempt: 1 });
  for (const line of told) expect(line).toMatchObject({ until: expect.any(String) as string });
});
