import type { Client } from '@temporalio/client';
import { LRUCache } from 'lru-cache';
import { type KnownRun, readKnownRun } from '../../temporal/readRun';
import type { AccountRead } from './accountSource';

/** What Temporal knows of a ticket and its account. */
export interface TicketRead extends AccountRead {
  /** When it was read (epoch ms). */
  at: number;
  /** Undefined: no run watches the ticket. */
  run: KnownRun | undefined;
}

export interface TicketSource {
  /** @throws when Temporal or its workers do not answer */
  read(ticketId: string): Promise<TicketRead>;
}

/** A little less (ms) than the app's own pause, so that each of its requests gets news; many agents cost one read. */
const TICKET_MS = 4_500;
const MOST_TICKETS = 1_000;

export interface SourceParts {
  client: Client;
  account: string;
  readAccount: () => Promise<AccountRead>;
  /** Epoch ms. */
  now: () => number;
  /** ms by a clock that nobody sets. */
  elapsed: () => number;
}

export function createTicketSource({ client, account, readAccount, now, elapsed }: SourceParts): TicketSource {
  /** The last known state of each run, however old: it stands while the history has not grown. */
  const runs = new LRUCache<string, KnownRun>({ max: MOST_TICKETS });
  const tickets = new LRUCache<string, TicketRead>({
    ...{ max: MOST_TICKETS, ttl: TICKET_MS, ttlResolution: 0, perf: { now: elapsed } },
    fetchMethod: async (ticketId) => {
      const [run, shared] = await Promise.all([
        readKnownRun(client, account, ticketId, runs.get(ticketId)),
        readAccount(),
      ]);
      if (run) runs.set(ticketId, run);
      return { at: now(), run, ...shared };
    },
  });
  return { read: (ticketId) => tickets.forceFetch(ticketId) };
}
