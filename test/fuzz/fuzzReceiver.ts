/** A stream of spoiled webhooks against the running receiver, and what must hold after each. */
import { Agent, request } from 'node:http';
import * as fc from 'fast-check';
import { listen } from '../support/rawHttp';
import { FakeTickets, testReceiver } from '../support/receiver';
import type { TicketEvent } from '../../workflows/core/events';
import { heapBytes } from './heap';
import { PLANTED } from './mutations';
import { type FuzzedWebhook, webhook } from './webhooks';

export interface Result {
  requests: number;
  /** What did not hold, the smallest example of it; absent: all held. */
  violation?: string;
  /** Answers, e.g. `zendesk 204`, by how many there were. */
  counts: Record<string, number>;
  delivered: number;
  /** What the heap grew by in the second half, in bytes. */
  heapGrowth: number;
}

const ANSWER_WITHIN_MS = 5_000;
/** Room for what is kept on purpose: 20,000 identities of recent events. */
const MOST_GROWTH = 24 * 1024 * 1024;
const REFUSALS = [400, 401, 413, 415, 422, 431];

/** Remembers every call, and is down when it is told to be. */
class RecordingTickets extends FakeTickets {
  calls = 0;
  delivered = 0;
  wrong: string | undefined;

  override deliver(ticketId: string, event: TicketEvent): Promise<'taken' | 'noRun'> {
    this.calls++;
    this.delivered++;
    this.wrong ??= whatIsWrong(ticketId, event);
    this.taken.length = 0;
    this.runs.clear();
    this.runs.add('35436');
    return super.deliver(ticketId, event);
  }

  override find(by: { conversationId: string } | { notificationId: string }): Promise<string[]> {
    this.calls++;
    return super.find(by);
  }
}

/** @param count of requests, one after the other */
export async function fuzzReceiver(count: number, seed: number): Promise<Result> {
  const tickets = new RecordingTickets();
  tickets.found.set('f52b01137aa6c250bc7251fa', ['35436']);
  let leaked = false;
  const receiver = testReceiver({ tickets }, (line) => (leaked ||= line.includes(PLANTED)));
  const port = await listen(receiver.app);
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const counts: Record<string, number> = {};
  let requests = 0;
  let middle = 0;
  try {
    const holds = fc.asyncProperty(webhook, async (it) => {
      if (++requests === Math.ceil(count / 2)) middle = heapBytes();
      tickets.down.clear();
      tickets.wrong = undefined;
      leaked = false;
      if (it.down) tickets.down.add('all');
      const callsBefore = tickets.calls;
      const { status, body } = await send(agent, port, it);
      const key = `${it.vendor} ${status}`;
      counts[key] = (counts[key] ?? 0) + 1;
      const called = tickets.calls > callsBefore;
      if (!it.authentic && called) throw new Error('an unauthenticated request reached the tickets');
      if (!it.authentic && !REFUSALS.includes(status)) throw new Error(`${status} to an unauthenticated request`);
      if (it.down && called && status < 300) throw new Error(`${status}, and Temporal is down`);
      if (status === 409 && !it.down) throw new Error('409, and Temporal is up');
      if (status >= 500 && !(status === 503 && (it.down || body.includes('"early"'))))
        throw new Error(`${status}: ${body}`);
      if (status === 404 || status === 405) throw new Error(`${status} at a path that is there`);
      if (body.includes(PLANTED)) throw new Error('the answer repeats what a customer wrote');
      if (leaked) throw new Error('the log says what a customer wrote');
      if (tickets.wrong) throw new Error(tickets.wrong);
      if ('polluted' in {}) throw new Error('Object.prototype was changed');
    });
    const found = await fc.check(holds, { seed, numRuns: count, endOnFailure: false });
    const heapGrowth = middle === 0 ? 0 : heapBytes() - middle;
    const violation = found.failed
      ? describe(found)
      : heapGrowth > MOST_GROWTH
        ? `the heap grew by ${heapGrowth}`
        : undefined;
    return {
      requests,
      counts,
      heapGrowth,
      delivered: tickets.delivered,
      ...(violation !== undefined && { violation }),
    };
  } finally {
    agent.destroy();
    await receiver.app.close();
  }
}

/** Whatever reaches a ticket is stored in its history: small, plain, and without personal data. */
function whatIsWrong(ticketId: string, event: TicketEvent): string | undefined {
  const text = JSON.stringify(event);
  if (!/^[1-9]\d{0,18}$/.test(ticketId)) return `delivered to the ticket ${JSON.stringify(ticketId.slice(0, 80))}`;
  if (text.length > 1_500) return `delivered an event of ${text.length} characters: ${text.slice(0, 200)}`;
  if (text.includes(PLANTED) && !/"(action|id|reference|conversationId)":"[^"]*planted/.test(text))
    return `delivered what a customer wrote: ${text}`;
  if (JSON.stringify(JSON.parse(text)) !== text) return `delivered what is no JSON: ${text}`;
  if (event.type === 'messageSeen' && !Number.isFinite(event.message.at))
    return `delivered a message of no time: ${text}`;
  return undefined;
}

function describe({
  counterexample,
  errorInstance,
  counterexamplePath,
  numShrinks,
}: fc.RunDetails<[FuzzedWebhook]>): string {
  const [it] = counterexample ?? [];
  const words = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  const shown = it && { ...it, body: it.body.toString().slice(0, 2_000) };
  return `${words}\n  path ${counterexamplePath}, after ${numShrinks} shrinks\n  ${JSON.stringify(shown)}`;
}

function send(
  agent: Agent,
  port: number,
  { vendor, body, headers }: FuzzedWebhook,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const options = {
      agent,
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: `/webhooks/${vendor}`,
      timeout: ANSWER_WITHIN_MS,
    };
    const sent = request({ ...options, headers: { ...headers, 'content-length': body.length } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${ANSWER_WITHIN_MS} ms`)));
    sent.on('error', reject);
    sent.end(body);
  });
}
