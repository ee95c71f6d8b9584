import { MOST_STATUSES, type SweepDependencies, type Visit } from './sweepPorts';
import type { Instant } from './types';
import { isRefusedWith } from './vendorError';

/** The most requests to Zendesk for this, in one sweep. */
const MOST_REQUESTS = 5;
/** After this time (ms) the next part of them has its turn, where one sweep cannot ask for all. */
const TURN_MS = 15 * 60_000;

/**
 * Tickets that live in Zendesk although their run ended since then: somebody terminated it, it failed, or Zendesk said
 * that there was no such ticket, and has it again. Ventana was watching them until then, so they are started again,
 * however old they are.
 * @throws VendorError if it may work later
 */
export async function aliveWithoutRun({ zendesk, runs, now }: SweepDependencies, since: Instant): Promise<Visit[]> {
  const ended = (await runs.ended(since)).sort((a, b) => Number(a) - Number(b));
  const alive: Visit[] = [];
  for (const ticketIds of partsOf(ended, now())) {
    for (const { id, status } of await unlessRefused(zendesk.statuses(ticketIds))) {
      if (status !== 'closed' && status !== 'deleted') alive.push({ ticketId: id, mayStart: true, pending: false });
    }
  }
  return alive;
}

/** Where Zendesk refuses to show several tickets at once, the rest of the sweep goes on. */
const unlessRefused = <Item>(asked: Promise<Item[]>): Promise<Item[]> =>
  asked.catch((error: unknown) => {
    if (isRefusedWith(error, [400, 403, 404, 422])) return [];
    throw error;
  });

/** What one sweep asks for. Tickets that are gone for good must not keep the others out. */
function partsOf(ids: string[], now: Instant): string[][] {
  const parts: string[][] = [];
  for (let first = 0; first < ids.length; first += MOST_STATUSES) parts.push(ids.slice(first, first + MOST_STATUSES));
  const turn = parts.length > MOST_REQUESTS ? (Math.floor(now / TURN_MS) * MOST_REQUESTS) % parts.length : 0;
  return [...parts.slice(turn), ...parts.slice(0, turn)].slice(0, MOST_REQUESTS);
}
