import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { expect, it } from 'vitest';
import type { Customer, TicketView } from '../../sandbox';
import { closesAt, lastWord } from '../../workflows/core/history';
import { liveWorld, type Story } from '../support/liveWorld';
import { sweepByHand } from '../../simulation/sweeping';

const { play, world } = liveWorld();

const TICKETS = 30;
const LOST = 0.1;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What really happened to one ticket. */
interface Case {
  customer: Customer;
  ticketId: string;
  status: TicketView['status'];
  messages: string[];
  customerAt: number;
  replyAt: number;
  pendingAt: number;
  requestAt?: number;
}

type Act = (it: Case, now: number) => void;

function actsOf({ sandbox }: Story): Record<'writes' | 'replies' | 'pending' | 'hold' | 'requests', Act> {
  return {
    writes(it, now) {
      const { ticketId, message } = sandbox.customerWrites(it.customer, 'Hola');
      it.ticketId = ticketId;
      it.messages.push(message.id);
      it.customerAt = now;
      it.status = it.status === 'new' ? 'new' : 'open';
    },
    replies(it, now) {
      it.messages.push(sandbox.agentReplies(it.ticketId, '¿Más datos?').message!.id);
      it.replyAt = now;
      if (it.status === 'new') it.status = 'open';
    },
    pending(it, now) {
      sandbox.agentSets(it.ticketId, 'pending');
      it.status = 'pending';
      it.pendingAt = now;
    },
    hold(it) {
      sandbox.agentSets(it.ticketId, 'hold');
      it.status = 'hold';
    },
    requests(it, now) {
      sandbox.agentAppliesMacro(it.ticketId, 'WhatsApp::Reabrir conversación');
      it.requestAt = now;
    },
  };
}

/** The lives that tickets lead between 09:00 and 16:00. */
const LIVES = [
  ['writes'],
  ['writes', 'writes'],
  ['writes', 'replies'],
  ['writes', 'replies', 'writes'],
  ['writes', 'replies', 'pending'],
  ['writes', 'replies', 'pending', 'writes'],
  ['writes', 'replies', 'pending', 'writes', 'replies', 'pending'],
  ['writes', 'replies', 'pending', 'writes', 'hold'],
  ['writes', 'replies', 'writes', 'requests'],
] as const;

it(
  'S1 S2 S3 finds within one sweep, and one round, what one webhook in ten left behind when it was lost',
  play(async (s) => {
    const { sandbox } = s;
    const acts = actsOf(s);
    // The same losses at every run.
    const generator = xoroshiro128plus(20_261_122);
    const chance = (): number => uniformFloat64(generator);
    await s.at('Mon 09:00');
    const start = s.instant('Mon 09:00');
    const cases = Array.from({ length: TICKETS }, (_, n): Case => {
      const customer = sandbox.addCustomer({ name: `Cliente ${n}`, phone: `+346003300${String(n).padStart(2, '0')}` });
      return { customer, ticketId: '', status: 'new', messages: [], customerAt: 0, replyAt: 0, pendingAt: 0 };
    });
    const steps = Math.max(...LIVES.map((life) => life.length));
    for (let step = 0; step < steps; step += 1) {
      for (const [n, it] of cases.entries()) {
        if (n % 10 === 0) await world().time.advanceTo(start + step * HOUR + n * MINUTE);
        const act = LIVES[n % LIVES.length]![step];
        if (!act) continue;
        for (const vendor of ['zendesk', 'sunshine'] as const) {
          if (chance() < LOST) sandbox.failWebhooks({ vendor, effect: { kind: 'drop' } });
        }
        acts[act](it, world().time.now());
        sandbox.clearFaults();
      }
    }
    await s.at('Mon 16:00');
    const lost = sandbox.webhooks().filter(({ outcome }) => outcome === 'dropped').length;
    expect(lost).toBeGreaterThan(5);

    const result = await sweepByHand(world(), { everyMs: 12 * HOUR });
    expect(result.looked).toBe(TICKETS);
    for (const it of cases) {
      const run = await s.conversation(it.ticketId);
      if (run.stage !== 'watching') expect.fail(`ticket ${it.ticketId} is not watched`);
      expect(run.truth.ticket.status).toBe(it.status);
      expect(sandbox.ticket(it.ticketId).status).toBe(it.status);
      const heard = run.messages.filter(({ by }) => by !== 'ventana').map(({ id }) => id);
      expect(heard.sort()).toEqual([...it.messages].sort());
      expect(lastWord(run)).toBe(it.replyAt > it.customerAt ? 'agent' : 'customer');
      expect(Math.abs((closesAt(run) ?? 0) - it.customerAt - 24 * HOUR)).toBeLessThan(HOUR);
    }

    await s.at('Thu 12:00');
    for (const it of cases) {
      const received = sandbox
        .received(it.customer)
        .filter((got) => got.kind === 'template' || got.text !== '¿Más datos?');
      const remindable = it.status === 'pending' && it.replyAt > it.customerAt;
      expect(received.map(({ kind }) => kind)).toEqual(remindable ? ['template'] : it.requestAt ? ['text'] : []);
      if (remindable) expect(Math.abs(received[0]!.at - it.replyAt - 24 * HOUR)).toBeLessThan(HOUR / 2);
    }
  }),
);
