/** Plays tickets that wait for each other: what the limits and the budget give to one, another one lacks. */
import type { Instant } from '../../activities/types';
import { createHeap } from './heap';
import { type Played, type Playing, type PlayRules, startPlay, type Turns, unlimited } from './play';
import { Queue, type QueueRules } from './queue';
import type { Timeline } from './timeline';

export interface PlayedTogether extends Pick<Queue, 'holds' | 'months'> {
  /** By ticket. */
  played: Map<string, Played>;
}

interface Moment {
  at: Instant;
  ticket: string;
}

/** In the order of time, over all tickets. */
export function playTogether(timelines: readonly Timeline[], rules: PlayRules, queueRules: QueueRules): PlayedTogether {
  const byTicket = new Map(timelines.map((it) => [it.id, it]));
  const played = new Map<string, Played>();
  const open = new Map<string, Playing>();
  const moments = createHeap<Moment>((a, b) => a.at - b.at);
  const expect = (ticket: string, at: Instant | undefined): void => {
    if (at !== undefined) moments.add({ at, ticket });
  };
  for (const it of timelines) expect(it.id, startPlay(it, rules, unlimited).nextAt());
  const queue = new Queue(queueRules, moments.first()?.at ?? 0, ({ ticketId, intentId }, at) => {
    const playing = open.get(ticketId);
    playing?.give(intentId, at);
    expect(ticketId, playing?.nextAt());
  });
  const turns: Turns = {
    // Afterwards its conversation is another ticket's, or nothing is known of it: no turn is for it.
    ask(request, now) {
      const { until } = byTicket.get(request.ticketId)!;
      queue.ask({ ...request, expiresAt: Math.min(request.expiresAt ?? Infinity, until) }, now);
      return undefined;
    },
    take: (returned, now) => queue.take(returned, now),
  };
  const begun = (ticket: string): Playing => {
    const playing = open.get(ticket) ?? startPlay(byTicket.get(ticket)!, rules, turns);
    open.set(ticket, playing);
    played.set(ticket, playing.played);
    return playing;
  };
  for (let moment = moments.first(); moment || queue.wakeAt() < Infinity; moment = moments.first()) {
    if (!moment || queue.wakeAt() <= moment.at) {
      queue.pass(queue.wakeAt());
      continue;
    }
    moments.take();
    const { at, ticket } = moment;
    const known = open.get(ticket);
    if (known && known.nextAt() !== at) continue;
    const playing = begun(ticket);
    while (playing.nextAt() === at) playing.goOn();
    expect(ticket, playing.nextAt());
  }
  const { holds, months } = queue;
  return { played, holds, months };
}
