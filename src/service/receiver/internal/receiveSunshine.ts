import * as fastq from 'fastq';
import { answer, type Outcome } from './answer';
import { deliver } from './deliver';
import { reportFacts } from './reportFacts';
import { parseJson } from '../../../vendors/http/parseJson';
import { headerOf, type Receiver, type ReceiverOptions } from './receiverOptions';
import type { ParsedSunshineEvent, SunshineEvent } from '../../../vendors/sunshine/sunshineEvent';
import { route } from './route';
import { parseSunshine } from '../../../vendors/sunshine/webhook';
import { verifyApiKey } from '../../../vendors/sunshine/verifyApiKey';

/** Events delivered at the same time, per request. */
const AT_A_TIME = 8;
/** A younger report may be about a message that we have just sent: visibility lags by seconds. */
const EARLY_MS = 2 * 60_000;

/**
 * Receives Sunshine's webhooks, v2 and v1.1. Checks the key, the JSON and the envelope, then delivers each event to its
 * tickets. If one event cannot be delivered, the others still are, and then the vendor is asked to send the whole batch
 * again.
 */
export function receiveSunshine(options: ReceiverOptions): Receiver {
  const { secrets, optOutKeywords, optOutReplyKeywords, now, sampled } = options;
  return async ({ rawBody, headers, isOver }) => {
    if (!verifyApiKey(headerOf(headers, 'x-api-key'), secrets.sunshine)) {
      const details = { vendor: 'sunshine', hasKey: headers['x-api-key'] !== undefined };
      sampled.write('warn', 'sunshine:refused', details, 'webhook refused');
      return answer('sunshine', 'unauthorized');
    }
    const json = parseJson(rawBody);
    if (!json) return answer('sunshine', 'unreadable');
    const parsed = parseSunshine(json.value, optOutKeywords(), now(), optOutReplyKeywords?.());
    if (parsed.kind === 'unreadable') return answer('sunshine', 'unreadable', parsed);
    const queue = fastq.promise(
      async (event: ParsedSunshineEvent) => (isOver() ? 'unavailable' : take(event, options)),
      AT_A_TIME,
    );
    const results = await Promise.allSettled(parsed.events.map((event) => queue.push(event)));
    return answer('sunshine', summary(results.map((it) => (it.status === 'fulfilled' ? it.value : 'unavailable'))));
  };
}

/** In order of priority. Asking for the batch again comes first: repeats are harmless, a lost event is not. */
const byPriority = ['unavailable', 'early', 'taken', 'duplicate', 'nothing', 'unknown'] as const;

const summary = (outcomes: Outcome[]): Outcome => byPriority.find((it) => outcomes.includes(it)) ?? 'ignored';

async function take(parsed: ParsedSunshineEvent, options: ReceiverOptions): Promise<Outcome> {
  if (parsed.kind === 'event') return takeToTickets(parsed, options);
  options.metrics.skipped.inc({ vendor: 'sunshine', outcome: parsed.kind });
  const details = { vendor: 'sunshine', ...parsed };
  options.sampled.write('info', `sunshine:${parsed.kind}`, details, 'webhook event skipped');
  return parsed.kind;
}

async function takeToTickets(sunshineEvent: SunshineEvent, options: ReceiverOptions): Promise<Outcome> {
  const { event, at, mayBeEarly } = sunshineEvent;
  const { tickets, now, sampled } = options;
  let ticketIds: string[];
  try {
    ticketIds = await route(sunshineEvent, tickets);
  } catch (error) {
    const details = { vendor: 'sunshine', event: event.type, error };
    sampled.write('warn', 'sunshine:unrouted', details, 'webhook event could not be routed');
    return 'unavailable';
  }
  const outcomes = await Promise.all(ticketIds.map((ticketId) => deliver('sunshine', ticketId, event, options)));
  if (outcomes.includes('taken')) options.ledger?.note(() => reportFacts(event, at ?? now()));
  if (outcomes.some((outcome) => outcome !== 'nothing')) return summary(outcomes);
  const early = mayBeEarly && (at === undefined || now() - at < EARLY_MS);
  const details = { vendor: 'sunshine', event: event.type, tickets: ticketIds.length, early };
  sampled.write('info', 'sunshine:noTicket', details, 'webhook event that matches no ticket');
  return early ? 'early' : 'nothing';
}
