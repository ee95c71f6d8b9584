/** Stories on the real thing: Ventana over HTTP, a real Temporal server with its time skipped, the simulated vendors. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { DateTime } from 'luxon';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Customer, NewCustomer, Sandbox, SandboxOptions, TicketView } from '../../sandbox';
import { startWorld, type World, type WorldOptions } from '../../simulation/world';
import { createLog } from '../../src/telemetry/log';
import type { Workflows } from '../../src/service/worker/workflowBundle';
import type { Conversation } from '../../workflows/core/conversation';
import { stateQuery, ticketWorkflowId } from '../../workflows/messages';

const ZONE = 'Europe/Madrid';
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const EXAMPLE = readFileSync(resolve(__dirname, '../../ventana.example.yaml'), 'utf8');

/** More than the stories of any file take. */
const WEEKS = 20;
const changesClocks = (monday: DateTime): boolean => monday.offset !== monday.plus({ weeks: WEEKS }).offset;

/** A Monday ahead of real time, from which on no clock changes for long, whatever day it is today: that is set where it is meant. */
function firstMonday(): DateTime {
  let monday = DateTime.now().setZone(ZONE).plus({ weeks: 2 }).startOf('week');
  while (changesClocks(monday)) monday = monday.plus({ weeks: 1 });
  return monday;
}
const FIRST_MONDAY = firstMonday();

export interface LiveOptions {
  /** Changes to the example policy: [text, instead of it]. */
  policy?: [string, string][];
  /** The text of `rates.yaml`. */
  rates?: string;
  sandbox?: Omit<SandboxOptions, 'now'>;
  /** More arguments for the Temporal server. */
  serverArgs?: string[];
  /** More variables for Ventana. */
  environment?: Record<string, string>;
  /** What is done to the account before Ventana starts, with the variables that it will have. */
  prepare?: (environment: Record<string, string>) => Promise<void>;
  ledger?: WorldOptions['ledger'];
  /** How long (real ms) the receiver holds hints. Default: not at all. */
  heldMs?: number;
  /** Default: today's. */
  workflows?: Workflows | (() => Promise<Workflows>);
  firstMonday?: DateTime;
}

/** One simulated week of one customer, in the order of its acts. */
export interface Story {
  sandbox: Sandbox;
  customer: Customer;
  /** Lets time pass until then: `Mon 09:00` of this story's week, `next Tue 11:00` of the one after. */
  at(when: string): Promise<void>;
  /** Now everything that is under way comes to rest. */
  settled(): Promise<void>;
  writes(text?: string, options?: Parameters<Sandbox['customerWrites']>[2]): void;
  replies(text?: string, options?: Parameters<Sandbox['agentReplies']>[2]): void;
  sets(status: TicketView['status'], options?: { webhook?: false }): void;
  applies(macro: string): void;
  /** The customer writes on Monday at 09:00; at 11:00 the agent answers, and the ticket is pending. */
  pending(): Promise<void>;
  /** What Ventana sent to the customer's phone: `Tue 11:00 template consulta_pendiente`. */
  received(customer?: Customer): string[];
  /** Ventana's internal notes: `Tue 11:00 Recordatorio enviado ...`. */
  notes(ticketId?: string): string[];
  ticket(): TicketView;
  /** The story's ticket: the one that the customer's first message opened, unless set. */
  ticketId: string;
  /** The ticket's run in Temporal. */
  run(ticketId?: string): WorkflowHandle;
  conversation(ticketId?: string): Promise<Conversation>;
  /** An ISO text of the time that `Mon 09:00` means here. */
  instant(when: string): number;
  /** `Mon 09:00` of the field "closes at". */
  closesAt(): string;
}

export interface LiveWorld {
  world: () => World;
  /** Plays a story in a week of its own, then closes its tickets. */
  play: (story: (s: Story) => Promise<void>, customer?: NewCustomer) => () => Promise<void>;
}

/** Starts a world for the tests of a file. */
export function liveWorld(options: LiveOptions = {}): LiveWorld {
  let world: World;
  let monday = options.firstMonday ?? FIRST_MONDAY;
  let people = 0;

  beforeAll(async () => {
    const log = createLog('error');
    const { workflows = { workflowBundle: { codePath: inject('workflowBundlePath') } } } = options;
    const changes: [string, string][] = [
      ['zendeskUpdatesPerMinute: 50', 'zendeskUpdatesPerMinute: 6000'],
      ['zendeskReadsPerMinute: 200', 'zendeskReadsPerMinute: 24000'],
      ['sendsPerSecond: 5', 'sendsPerSecond: 100'],
      ...(options.policy ?? []),
    ];
    world = await startWorld({
      cli: inject('temporalCli'),
      // What asks for a server of its own kind gets it.
      address: options.serverArgs ? undefined : inject('temporalAddress'),
      policy: changes.reduce(replaceIn, EXAMPLE),
      startAt: monday.plus({ hours: 6 }).toMillis(),
      log,
      workflows: typeof workflows === 'function' ? await workflows() : workflows,
      ...(options.rates !== undefined && { rates: options.rates }),
      ...(options.environment && { environment: options.environment }),
      ...(options.prepare && { prepare: options.prepare }),
      ...(options.ledger && { ledger: options.ledger }),
      ...(options.heldMs !== undefined && { heldMs: options.heldMs }),
      ...(options.serverArgs && { serverArgs: options.serverArgs }),
      // The stories of a file share its simulated minutes, and the rates above.
      sandbox: { statusTriggers: 'all', rateLimits: { zendeskRequestsPerMinute: Infinity }, ...options.sandbox },
    });
  });
  afterAll(() => world?.close());

  const play =
    (tell: (s: Story) => Promise<void>, who: NewCustomer = { name: 'Ana Ruiz', phone: nextPhone() }) =>
    async () => {
      const { sandbox, time } = world;
      while (monday.plus({ hours: 7 }).toMillis() < time.now()) monday = monday.plus({ weeks: 1 });
      await time.advanceTo(monday.plus({ hours: 7 }).toMillis());
      const start = time.now();
      const week = monday;
      const customer = sandbox.addCustomer(who);
      const opened = new Set<string>();
      const said = new Set<string>();
      const instant = (when: string): number => parse(week, when).toMillis();
      const label = (at: number): string => DateTime.fromMillis(at, { zone: ZONE }).toFormat('ccc HH:mm');
      const story: Story = {
        sandbox,
        customer,
        ticketId: '',
        instant,
        at: (when) => time.advanceTo(instant(when)),
        settled: () => time.settle(),
        writes(text = 'Hola', how) {
          const { ticketId } = sandbox.customerWrites(customer, text, how);
          opened.add(ticketId);
          story.ticketId ||= ticketId;
        },
        replies(text = '¿Puede darnos más datos?', how) {
          said.add(text);
          sandbox.agentReplies(story.ticketId, text, how);
        },
        sets: (status, how) => sandbox.agentSets(story.ticketId, status, how),
        applies: (macro) => sandbox.agentAppliesMacro(story.ticketId, macro),
        async pending() {
          await story.at('Mon 09:00');
          story.writes();
          await story.at('Mon 11:00');
          story.replies();
          story.sets('pending');
        },
        received: (whose = customer) =>
          sandbox
            .received(whose)
            .filter((it) => it.kind === 'template' || !said.has(it.text))
            .map((it) => `${label(it.at)} ${it.kind} ${it.kind === 'template' ? it.name : it.text}`),
        notes: (ticketId = story.ticketId) =>
          sandbox
            .notes(ticketId)
            .filter((it) => it.author === 'Ventana' && it.at >= start - 1_000)
            .map((it) => `${label(it.at)} ${it.body}`),
        ticket: () => sandbox.ticket(story.ticketId),
        run: (ticketId = story.ticketId) => time.client.workflow.getHandle(ticketWorkflowId(sandbox.account, ticketId)),
        conversation: (ticketId) => story.run(ticketId).query(stateQuery),
        closesAt: () => {
          const shown = DateTime.fromFormat(sandbox.ticket(story.ticketId).closesAt ?? '', 'yyyy-MM-dd HH:mm', {
            zone: ZONE,
          });
          return label(shown.toMillis());
        },
      };
      try {
        await tell(story);
      } finally {
        sandbox.clearFaults();
        for (const ticketId of new Set([...opened, story.ticketId])) {
          if (ticketId !== '' && !sandbox.ticket(ticketId).deleted) sandbox.agentSets(ticketId, 'closed');
        }
        await time.settle();
      }
    };

  const nextPhone = (): string => `+3460011${String((people += 1)).padStart(4, '0')}`;
  return { world: () => world, play };
}

function replaceIn(text: string, [from, to]: [string, string]): string {
  if (!text.includes(from)) throw new Error(`the example policy does not say "${from}"`);
  return text.replace(from, to);
}

function parse(monday: DateTime, when: string): DateTime {
  const [, next, day = '', hour, minute] = /^(next )?([A-Z][a-z]{2}) (\d\d):(\d\d)$/.exec(when) ?? [];
  if (!DAYS.includes(day)) throw new Error(`"${when}" is no time`);
  const date = monday.plus({ weeks: next ? 1 : 0, days: DAYS.indexOf(day) });
  return date.set({ hour: Number(hour), minute: Number(minute) });
}
