/** G37: durations inside the process go by a clock that nobody sets. */
import { Client, Connection } from '@temporalio/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox';
import { loadConfig } from '../../src/config/config';
import { type Account, openAccount } from '../../src/service/account/account';
import { createLog } from '../../src/telemetry/log';
import { createMetrics } from '../../src/telemetry/metrics';

const HOUR = 3_600_000;
const MINUTE = 60_000;

let sandbox: Sandbox;
let account: Account;
let theirs: number;
let wall: number;
let passed: number;
beforeEach(async () => {
  theirs = Date.now();
  [wall, passed] = [theirs, 0];
  sandbox = await startSandbox({ now: () => theirs });
  vi.spyOn(Date, 'now').mockImplementation(() => wall);
  account = openAccount(
    loadConfig(sandbox.env(), () => 'language: es'),
    {
      client: new Client({ connection: Connection.lazy() }),
      log: createLog('silent'),
      metrics: createMetrics(),
      now: () => wall,
      elapsed: () => passed,
    },
  );
  account.stop();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await sandbox.close();
});

const user = () => account.dependencies().zendesk.user('1');
const statusOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'ok',
    (error: { status?: number }) => error.status,
  );
function answer(status: number, headers: Record<string, string> = {}): void {
  sandbox.failRequests({ path: /^\/api\/v2\/users/, times: 2, effect: { kind: 'respond', status, headers, body: {} } });
}

describe.each([5, -5])('G37 the wall clock is %i h off when a vendor refuses, and is then set right', (hours) => {
  it('G37 a 401 silences the vendor for a minute, no longer and no shorter', async () => {
    wall += hours * HOUR;
    answer(401);
    expect(await statusOf(user())).toBe(401);
    wall -= hours * HOUR;
    passed += MINUTE - 1_000;
    expect(await statusOf(user())).toBe(401);
    passed += 2_000;
    expect(await statusOf(user())).not.toBe(401);
  });

  it('G37 a 429 holds the calls for as long as it says, by the clock of its own answer', async () => {
    answer(429, { 'retry-after': new Date(wall + 40_000).toUTCString() });
    wall += hours * HOUR;
    expect(await statusOf(user())).toBe(429);
    wall -= hours * HOUR;
    expect(await statusOf(user())).toBe(429);
    passed += 41_000;
    sandbox.clearFaults();
    expect([404, 'ok']).toContain(await statusOf(user()));
  });

  it('G37 an access token is used for its life', async () => {
    await statusOf(user());
    const tokens = (): number => sandbox.requests().filter(({ path }) => path === '/oauth/tokens').length;
    const before = tokens();
    wall += hours * HOUR;
    passed += 10 * MINUTE;
    await statusOf(user());
    expect(tokens()).toBe(before);
    passed += 19.5 * MINUTE;
    await statusOf(user());
    expect(tokens()).toBe(before + 1);
  });
});

it('G37 a process that has just begun leaves the times that Zendesk names as they are', async () => {
  const began = Math.floor(wall / 1_000) * 1_000;
  const customer = sandbox.addCustomer({ name: 'Marta', phone: '+34600110777' });
  const { ticketId } = sandbox.customerWrites(customer, 'Hola');
  sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Rescatar respuesta');
  // The export withholds the last minute.
  theirs += 2 * MINUTE;
  wall += 2 * MINUTE;
  passed += 2 * MINUTE;
  const { zendesk } = account.dependencies();
  const ticket = await zendesk.ticket(ticketId);
  const history = await zendesk.history(ticket);
  const { tickets } = await zendesk.exportPage({ since: began - HOUR });
  const named = [ticket.createdAt, history.statusSince, history.actionSince, tickets[0]?.updatedAt];
  expect(named).toEqual([began, began, began, began]);
});
