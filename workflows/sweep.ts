import { setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Visit } from '../activities/sweepPorts';
import type { ExportStart } from '../activities/sweepPorts';
import { nextInRound, throttle, readExport, visitTickets } from './sweepActivities';
import { type SweepInput, type SweepResult, sweepQuery } from './sweepMessages';
import { partOfRound } from './sweepRound';
import { sweepDetails } from './sweepWords';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/**
 * No run is started for a ticket that has not changed for longer than this (ms), and the first sweep begins here. The
 * window of such a ticket closed at least a day ago. After installation or somebody's bulk update, customers would be
 * reminded of questions that everybody has forgotten.
 */
const REACH_MS = 48 * HOUR;

/** Zendesk allows ten pages of its export a minute for the whole account. */
const PAGE_PAUSE_MS = 7 * SECOND;

/**
 * Each visit makes the ticket's run read the truth, with about three requests to Zendesk. 60 visits a minute leave most
 * of any plan's rate limit to others.
 */
const VISITS_AT_ONCE = 20;
const VISIT_PAUSE_MS = 20 * SECOND;

/** Whatever is left after this time (ms) is done by the next sweep. */
const LONGEST_MS = HOUR;

/** Finds tickets whose webhooks were lost, and tells their runs to read again, or starts them. Sends no messages. */
export async function sweep({ everyMs, previous }: SweepInput): Promise<SweepResult> {
  const begun = Date.now();
  const kept = (workflowInfo().lastResult as SweepResult | undefined) ?? previous;
  const oldest = begun - REACH_MS;
  const counts = { looked: 0, started: 0, refreshed: 0 };
  const [nextPage, nextVisits] = [
    throttle(PAGE_PAUSE_MS, "Zendesk's rate limit"),
    throttle(VISIT_PAUSE_MS, 'Leave requests for others'),
  ];
  setHandler(sweepQuery, () => counts);

  async function visit(visits: Visit[]): Promise<void> {
    for (let first = 0; first < visits.length; first += VISITS_AT_ONCE) {
      await nextVisits();
      const batch = visits.slice(first, first + VISITS_AT_ONCE);
      const { started, refreshed } = await visitTickets({ sweep: workflowInfo().runId, visits: batch, oldest });
      counts.started += started;
      counts.refreshed += refreshed;
      setCurrentDetails(sweepDetails(counts, begun));
    }
  }

  let until = kept?.until ?? oldest;
  let from: ExportStart = kept?.cursor === undefined ? { since: until } : { cursor: kept.cursor };
  for (;;) {
    await nextPage();
    const page = await readExport({ from, oldest }, until);
    counts.looked += page.looked;
    until = page.until ?? until;
    if (page.cursor !== undefined) from = { cursor: page.cursor };
    await visit(page.visits);
    if (page.atEnd || Date.now() > begun + LONGEST_MS) break;
  }

  const roundTakenAt = Date.now();
  const round = await nextInRound({
    ...partOfRound(everyMs, kept?.roundTakenAt, roundTakenAt),
    ...(kept?.roundAt !== undefined && { after: kept.roundAt }),
  });
  await visit(round.map((ticketId) => ({ ticketId, mayStart: false, pending: false })));
  const roundAt = round.at(-1) ?? kept?.roundAt;
  const tookMs = Date.now() - begun;
  setCurrentDetails(sweepDetails(counts, begun, tookMs));
  return {
    ...counts,
    tookMs,
    until,
    roundTakenAt,
    ...('cursor' in from && from),
    ...(roundAt !== undefined && { roundAt }),
  };
}
