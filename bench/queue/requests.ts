import { setTimeout as sleep } from 'node:timers/promises';
import type { TurnRequest } from '../../activities/orders';
import type { TurnsPort } from '../../activities/ports';
import { type Answer, recordOf } from './recorders';

/** A ticket asks for its turn by an activity, which Temporal tries again. */
const TRY_AGAIN_MS = 1_000;
const AT_A_TIME = 8;
const HOUR_MS = 3_600_000;

/** A request, and when the server had taken it (epoch ms). */
export interface Asked {
  intentId: string;
  requested: boolean;
  customerLastAt: number;
  askedAt: number;
}

/** Tickets that ask for their turns, as the worker's activity does. */
export class Tickets {
  readonly asked: Asked[] = [];
  /** Turns that came with the asking. */
  readonly answers: Answer[] = [];
  /** How many times the server did not take a request at once. */
  triedAgain = 0;

  /** @param ticketIds each has many intents, so that few runs record all answers */
  constructor(private readonly ticketIds: readonly string[]) {}

  /** All at once, some at a time; customers wrote in an order of their own. */
  async askMany(port: Pick<TurnsPort, 'ask'>, count: number, onAsked: () => Promise<void>): Promise<void> {
    const from = Date.now() - 24 * HOUR_MS;
    let left = count;
    const asker = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        await this.ask(port, { requested: false, customerLastAt: from + Math.floor(Math.random() * 20 * HOUR_MS) });
        await onAsked();
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, asker));
  }

  /** An agent's macro asks. */
  askRequested = (port: Pick<TurnsPort, 'ask'>): Promise<void> =>
    this.ask(port, { requested: true, customerLastAt: Date.now() - HOUR_MS });

  private async ask(
    port: Pick<TurnsPort, 'ask'>,
    { requested, customerLastAt }: Pick<Asked, 'requested' | 'customerLastAt'>,
  ): Promise<void> {
    const number = (this.begun += 1);
    const intentId = `${requested ? 'macro' : 'reminder'}-${number}`;
    const request: TurnRequest = {
      ticketId: this.ticketIds[number % this.ticketIds.length] ?? '',
      intentId,
      customerLastAt,
      notBefore: Date.now(),
      quiet: [],
      requested,
      uses: 'template',
      message: 'followUp',
      expiresAt: Date.now() + 3 * HOUR_MS,
    };
    const startedAt = Date.now();
    for (;;) {
      try {
        const answer = await port.ask(request, requested);
        if (answer) this.answers.push(recordOf(answer, Date.now()));
        break;
      } catch {
        this.triedAgain += 1;
        await sleep(TRY_AGAIN_MS);
      }
    }
    this.asked.push({ intentId, requested, customerLastAt, askedAt: requested ? startedAt : Date.now() });
  }

  private begun = 0;
}
