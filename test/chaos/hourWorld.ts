/** Ventana in simulated time, for hours in which something is wrong: the pauses and budgets are the real ones. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DateTime } from 'luxon';
import type { Customer, RequestFault, Sandbox, TicketStatus } from '../../sandbox';
import { startWorld, type World } from '../../simulation/world';
import { parsePolicy } from '../../src/policy/policy';
import { createLog } from '../../src/telemetry/log';
import { notesOf } from './notes';
import type { WorstMinute } from './worstMinute';
import { plantedName, plantedPhone, plantedText } from './planted';

const ZONE = 'Europe/Madrid';
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const POLICY = readFileSync(resolve(__dirname, '../../ventana.example.yaml'), 'utf8');

/** What a customer's ticket must have come to in the end. */
export interface Expected {
  /** Names of templates, each once. */
  received: string[];
  /** The latest moment for them. */
  until?: string;
  status?: TicketStatus;
  /** Beginnings of notes, each once. */
  notes?: string[];
  /** The field "WhatsApp action". */
  empty?: true;
  optedOut?: true;
  warnedBy?: string;
  /** What was wrong in between. */
  flaws?: string[];
}

export interface Owed {
  customer: Customer;
  ticketId: string;
  expected: Expected;
}

export interface HourWorld {
  sandbox: Sandbox;
  /** What the policy allows in a minute. */
  budgets: WorstMinute;
  /** What the note of F10 begins with. */
  warning: string;
  addCustomers(count: number): Customer[];
  /** Lets time pass until `Mon 09:00`. */
  at(when: string): Promise<void>;
  instant(when: string): number;
  /** @returns the ticket */
  writes(customer: Customer, text?: string): string;
  /** The agent answers and sets the ticket to pending. */
  asks(ticketId: string): void;
  applies(ticketId: string, macro: string): void;
  fails(fault: Omit<RequestFault, 'until'>, until: string): void;
  owes(customer: Customer, ticketId: string, expected: Expected): Owed;
  /** What is missing or too much. */
  flawsOf(owed: Owed): Promise<string[]>;
  close(): Promise<void>;
}

export interface HourOptions {
  cli: string;
  bundle: string;
}

function budgets(): WorstMinute {
  const policy = parsePolicy(POLICY, 'ventana.example.yaml');
  if ('problems' in policy) throw new Error(JSON.stringify(policy.problems));
  return { reads: policy.rates.zendeskReadsPerMinute, updates: policy.rates.zendeskUpdatesPerMinute };
}

export async function startHour({ cli, bundle }: HourOptions): Promise<HourWorld> {
  const monday = DateTime.now().setZone(ZONE).plus({ weeks: 2 }).startOf('week');
  const world: World = await startWorld({
    cli,
    policy: POLICY,
    startAt: monday.plus({ hours: 8 }).toMillis(),
    log: createLog('silent'),
    workflows: { workflowBundle: { codePath: bundle } },
    // Ventana opens the tickets itself, and bots answer everybody.
    sandbox: { statusTriggers: 'all', zendeskReopens: false, autoReplies: ['trigger', 'bot'] },
  });
  const { sandbox, time } = world;
  const instant = (when: string): number => {
    const [, day = '', hour, minute] = /^(...) (\d\d):(\d\d)$/.exec(when) ?? [];
    return monday
      .plus({ days: DAYS.indexOf(day) })
      .set({ hour: Number(hour), minute: Number(minute) })
      .toMillis();
  };
  let people = 0;
  return {
    sandbox,
    budgets: budgets(),
    warning: WARNING,
    instant,
    addCustomers: (count) =>
      Array.from({ length: count }, () => {
        people += 1;
        return sandbox.addCustomer({ name: plantedName(people), phone: plantedPhone(people) });
      }),
    at: (when) => time.advanceTo(instant(when)),
    writes: (customer, text = plantedText('Hola')) => sandbox.customerWrites(customer, text).ticketId,
    asks(ticketId) {
      sandbox.agentReplies(ticketId, plantedText(SAID));
      sandbox.agentSets(ticketId, 'pending');
    },
    applies: (ticketId, macro) => sandbox.agentAppliesMacro(ticketId, macro),
    fails: (fault, until) => void sandbox.failRequests({ ...fault, until: instant(until) }),
    owes: (customer, ticketId, expected) => ({ customer, ticketId, expected }),
    flawsOf: (owed) => flawsOf(sandbox, instant, owed),
    close: () => world.close(),
  };
}

const SAID = 'Dinos';
const WARNING = 'El cliente espera respuesta';

export const receivedBy = (sandbox: Sandbox, customer: Customer) =>
  sandbox.received(customer).filter((it) => it.kind === 'template' || !it.text.startsWith(SAID));

async function flawsOf(sandbox: Sandbox, instant: (when: string) => number, owed: Owed): Promise<string[]> {
  const { customer, ticketId, expected } = owed;
  const { status, notes = [], empty, optedOut, warnedBy, until } = expected;
  const ticket = sandbox.ticket(ticketId);
  const written = notesOf(sandbox, ticketId);
  const times = (words: string): number => written.filter((it) => it.includes(words)).length;
  const warnedAt = sandbox.notes(ticketId).find(({ body }) => body.includes(WARNING))?.at ?? Infinity;
  const late = receivedBy(sandbox, customer).filter(({ at }) => until !== undefined && at > instant(until));
  return [
    ...(expected.flaws ?? []),
    ...(status !== undefined && ticket.status !== status ? [`status ${ticket.status} instead of ${status}`] : []),
    ...notes.filter((words) => times(words) !== 1).map((words) => `${times(words)} notes "${words} ..."`),
    ...(empty && ticket.action !== undefined ? ['the field "WhatsApp action" is not empty'] : []),
    ...(optedOut && !(await isOptedOut(sandbox, customer)) ? ['the opt-out was not stored'] : []),
    ...(warnedBy !== undefined && warnedAt > instant(warnedBy) ? ['warned too late'] : []),
    ...late.map(() => 'a message came too late'),
    ...[...new Set(written)]
      .filter((it) => written.filter((other) => other === it).length > 1)
      .map((it) => `twice: ${it}`),
  ];
}

async function isOptedOut(sandbox: Sandbox, { id }: Customer): Promise<boolean> {
  const headers = { authorization: sandbox.apiTokenHeader };
  const response = await fetch(`${sandbox.url}/api/v2/users/${id}.json`, { headers });
  const { user } = (await response.json()) as { user: { user_fields: Record<string, unknown> } };
  return user.user_fields['whatsapp_opt_out'] === true;
}
