import { describe, expect, it } from 'vitest';
import { DateTime } from 'luxon';
import type { Sandbox } from '../../sandbox';
import { createZendesk } from '../../src/vendors/zendesk/zendesk';
import { loadConfig } from '../../src/config/config';
import { createLog } from '../../src/telemetry/log';
import { comparePolicy, type Comparison } from '../../src/operator/policyTools/compare';
import { summaryOf } from '../../src/operator/policyTools/internal/counts';
import { NoWorkerUsesPolicy, refreshTickets, type RefreshOptions } from '../../src/operator/policyTools/refreshTickets';
import { createOpenTickets, type OpenTickets } from '../../src/temporal/conversations';
import { projectFile } from '../support/configuration';
import { liveWorld, type Story } from '../support/liveWorld';

const OLD = 'after: 24h';
const NEW = 'after: 30h';
const REMINDER = 'template consulta_pendiente';

/** As the world's own file has it. */
const fileWith = (after: string): string =>
  projectFile('ventana.example.yaml')
    .replace('zendeskUpdatesPerMinute: 50', 'zendeskUpdatesPerMinute: 6000')
    .replace('sendsPerSecond: 5', 'sendsPerSecond: 100')
    .replace(OLD, after);

describe('a changed policy and the tickets that are open', () => {
  const { play, world } = liveWorld();
  const account = (sandbox: Sandbox): string => sandbox.account;
  const openTickets = (): OpenTickets => {
    const { sandbox, time } = world();
    return createOpenTickets(time.client, { account: account(sandbox), ticketUrl: (id) => id });
  };
  const compare = (text: string): Promise<Comparison> => {
    const { sandbox, time } = world();
    const config = loadConfig({ ...sandbox.env(), HOST: '127.0.0.1', PORT: '0' }, () => text);
    return comparePolicy(config, {
      tickets: openTickets(),
      schedules: createZendesk(config.zendesk, createLog('silent')),
      now: () => time.now(),
      texts: { before: fileWith(OLD), after: text },
      onProgress: () => undefined,
      warn: () => undefined,
    });
  };
  const tell = (
    { toTell, version }: Comparison,
    options: Partial<RefreshOptions> = {},
  ): ReturnType<typeof refreshTickets> =>
    refreshTickets(openTickets(), toTell, {
      version,
      perMinute: 6_000,
      onProgress: () => undefined,
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      now: Date.now,
      ...options,
    });

  /** Six tickets of six customers, pending since Monday 11:00. */
  async function sixPending(s: Story): Promise<() => string[]> {
    const people = [1, 2, 3, 4, 5].map((n) => s.sandbox.addCustomer({ name: `Luis ${n}`, phone: `+3460022000${n}` }));
    await s.at('Mon 09:00');
    s.writes();
    const others = people.map((it) => s.sandbox.customerWrites(it, 'Hola').ticketId);
    await s.at('Mon 11:00');
    for (const id of [s.ticketId, ...others]) {
      s.sandbox.agentReplies(id, '¿Más datos?');
      s.sandbox.agentSets(id, 'pending');
    }
    await s.at('Mon 12:00');
    const label = (at: number): string => DateTime.fromMillis(at, { zone: 'Europe/Madrid' }).toFormat('ccc HH:mm');
    return () =>
      [s.customer, ...people].flatMap((it) =>
        s.sandbox.received(it).flatMap((m) => (m.kind === 'template' ? [`${label(m.at)} template ${m.name}`] : [])),
      );
  }

  it(
    'are told of it, interrupted and told the rest, and remind at the new time',
    play(async (s) => {
      const received = await sixPending(s);

      const first = await compare(fileWith(NEW));
      expect(summaryOf(first.diff, first.now)).toEqual(['6 reminders move (6 later)', '0 tickets unchanged']);
      expect(first.settings).toEqual([{ key: 'followUp.after', before: '24h', after: '30h' }]);
      expect(first.toTell).toHaveLength(6);

      world().usePolicy(fileWith(NEW));
      const killed = new Error('killed');
      const kill = (told: number): void => {
        if (told === 3) throw killed;
      };
      await expect(tell(first, { perMinute: 6, onProgress: kill, sleep: () => Promise.resolve() })).rejects.toBe(
        killed,
      );

      const second = await compare(fileWith(NEW));
      expect(second.diff).toMatchObject({ tickets: 6, upToDate: 3, changed: 3 });
      expect(second.toTell).toEqual(first.toTell.slice(3));
      expect(await tell(second)).toEqual({ done: 3, late: [] });
      expect((await compare(fileWith(NEW))).diff).toMatchObject({ upToDate: 6, changed: 0 });

      await s.at('Tue 16:00');
      expect(received()).toEqual([]);
      await s.at('Tue 18:00');
      expect(received()).toEqual(Array(6).fill(`Tue 17:00 ${REMINDER}`));
    }),
  );

  it(
    'are not told by the dozen when no worker has it',
    play(async (s) => {
      world().usePolicy(fileWith(OLD));
      await s.at('Mon 09:00');
      s.writes();
      await s.at('Mon 10:00');
      const comparison = await compare(fileWith('after: 36h'));
      await expect(tell(comparison, { timeoutMs: 2_000 })).rejects.toThrow(NoWorkerUsesPolicy);
    }),
  );
});
