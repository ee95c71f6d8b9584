import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PolicyConfig } from '../../policy/policyConfig';
import type { Metrics } from '../../telemetry/metrics';
import { sampled } from '../../telemetry/sampled';
import type { Log } from '../../telemetry/log';
import type { BoardSource } from './boardSource';
import { boardOf } from './internal/boardView';
import { type ReportRead, type ReportSource, type ReportWeeks, reportWeeks } from './report';
import { createTokenCheck, type Installation } from './internal/token';
import { viewOf } from './internal/ticketView';
import type { Described } from './internal/wording';
import type { TicketSource } from './ticketSource';

/** One account's app: who may read, and where from. */
export interface AppAccount extends Installation {
  source: TicketSource;
  board: BoardSource;
  /** Absent: there is no ledger. */
  report?: ReportSource;
  policy: () => PolicyConfig;
  /** What the vendors have to be asked for. Absent: nothing is. */
  described?: Described;
  /** Told of each answer that was not refused. */
  onRead?: () => void;
}

export interface AppParts {
  /** Epoch ms. */
  now: () => number;
  log: Log;
  metrics: Metrics;
  version: string;
  /** Leave to read now, and what to call afterwards; undefined: too many are reading. */
  acquire: () => (() => void) | undefined;
  /** Default: as long (ms) as a webhook may take. */
  answerWithinMs?: number;
}

/** A read that takes longer goes on, and the app's next request finds it. */
const ANSWER_WITHIN_MS = 1_800;
/** Temporal counts and lists for the board: an embedded one takes seconds where it is busy. */
const BOARD_WITHIN_MS = 8_000;
const RETRY_AFTER_S = 5;
/** Zendesk's ids are positive numbers. */
const TICKET_ID = /^[1-9]\d{0,18}$/;

/** Any answer that is not 200. `busy` and `unavailable`: ask again after `Retry-After` seconds. */
const refusals = {
  badRequest: { status: 400, message: 'This is no ticket id, or no number of weeks.' },
  unauthorized: { status: 401, message: 'The token is missing, wrong or too old.' },
  busy: { status: 503, message: 'Too many requests at a time: try again.' },
  unavailable: { status: 503, message: 'Temporal or its workers do not answer: try again.' },
} as const;
type Refusal = keyof typeof refusals;

/** What one of the routes answers. */
interface Reading {
  url: string;
  withinMs: number;
  /** Why it is not even tried; undefined: it is. */
  fault?: (asked: string) => Refusal | undefined;
  /**
   * @param asked the ticket's id, or the number of weeks; empty: neither
   * @param leave to be called when nothing is read any more
   */
  answer: (account: AppAccount, asked: string, leave: () => void) => Promise<object>;
}

/**
 * Adds `GET /app/tickets/ID`, `GET /app/board` and `GET /app/report`, for the app in Zendesk. Its requests come through
 * Zendesk's proxy, which fills in the token: a browser is not to call them, so there are no CORS headers.
 */
export function addAppRoutes(app: FastifyInstance, accounts: readonly AppAccount[], parts: AppParts): void {
  const { now, log, metrics, version, acquire, answerWithinMs } = parts;
  const lines = sampled(log);
  const accountOf = createTokenCheck(accounts, now);

  const refuse = (reply: FastifyReply, error: Refusal): FastifyReply => {
    if (reply.sent) return reply;
    metrics.appRequests.inc({ outcome: error });
    const { status, message } = refusals[error];
    if (status === 401) void reply.header('www-authenticate', 'Bearer');
    if (status === 503) void reply.header('retry-after', RETRY_AFTER_S);
    return reply.code(status).header('cache-control', 'no-store').send({ error, message });
  };

  const add = ({ url, withinMs, fault, answer }: Reading): void =>
    void app.route<{ Params: { id?: string }; Querystring: { weeks?: unknown } }>({
      method: 'GET',
      url,
      exposeHeadRoute: false,
      onRequest: (_request: FastifyRequest, reply, done) => {
        const timer = setTimeout(() => void refuse(reply, 'unavailable'), answerWithinMs ?? withinMs);
        reply.raw.once('close', () => clearTimeout(timer));
        done();
      },
      config: { answerCut: (reply) => void refuse(reply, 'busy') },
      handler: async ({ headers, params: { id }, query: { weeks } }, reply) => {
        const asked = id ?? (typeof weeks === 'string' ? weeks : '');
        const account = await accountOf(headers.authorization);
        if (!account) return refuse(reply, 'unauthorized');
        account.onRead?.();
        const wrong = fault?.(asked);
        if (wrong) return refuse(reply, wrong);
        const leave = acquire();
        if (!leave) return refuse(reply, 'busy');
        try {
          const view = await answer(account, asked, leave);
          if (reply.sent) return reply;
          metrics.appRequests.inc({ outcome: 'answered' });
          return await reply.header('cache-control', 'no-store').send(view);
        } catch (error) {
          const details = { account: account.account, ...(id !== undefined && { ticketId: id }), error };
          lines.write('warn', 'app:unavailable', details, 'the app got no answer');
          return refuse(reply, 'unavailable');
        } finally {
          leave();
        }
      },
    });

  add({
    url: '/app/tickets/:id',
    withinMs: ANSWER_WITHIN_MS,
    fault: (id) => (TICKET_ID.test(id) ? undefined : 'badRequest'),
    answer: async ({ source, policy, described }, id, leave) => {
      const read = await source.read(id).finally(leave);
      return viewOf(id, read, { policy: policy(), version, described });
    },
  });
  add({
    url: '/app/board',
    withinMs: BOARD_WITHIN_MS,
    answer: async ({ board, policy }) => boardOf(await board.read(), { policy: policy(), version }),
  });
  add({
    url: '/app/report',
    withinMs: BOARD_WITHIN_MS,
    fault: (weeks) => (weeksOf(weeks) === undefined ? 'badRequest' : undefined),
    answer: async ({ report }, asked) => ({ ...(await reportIn(report, weeksOf(asked), now)), version }),
  });
}

async function reportIn(
  report: ReportSource | undefined,
  weeks: ReportWeeks | undefined,
  now: () => number,
): Promise<ReportRead> {
  if (report && weeks !== undefined) return report.read(weeks);
  return { now: new Date(now()).toISOString(), ledger: 'none', report: null };
}

const weeksOf = (asked: string): ReportWeeks | undefined => reportWeeks.find((it) => String(it) === asked);
