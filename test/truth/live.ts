/** Plays an account on Ventana itself, while webhooks are lost and its worker is started anew. */
import { DateTime } from 'luxon';
import type { Sandbox } from '../../sandbox';
import { sweepByHand } from '../../simulation/sweeping';
import { createSunshine } from '../../src/vendors/sunshine/sunshine';
import { DAY, HOUR, MINUTE } from '../support/madrid';
import { type AccountOrder, drawLives } from './account';
import { diceOf, type Dice } from './dice';
import type { LiveWorld } from './liveWorld';
import { spanOf } from './order';
import { actsOf, carryOut, type KnownTicket, ticketsOf } from './play';

const ZONE = 'Europe/Madrid';
/** All acts of half an hour happen at once: each moment costs seconds. */
export const GRID = 30 * MINUTE;
/** After what people do, so that what a lost webhook has hidden is found within the same half hour. */
const ROUND = 12 * HOUR;

/** The first Monday ahead of real time from which on no clock changes while the account is played. */
export function firstMonday(): number {
  let monday = DateTime.now().setZone(ZONE).plus({ weeks: 2 }).startOf('week');
  while (monday.offset !== monday.plus({ weeks: 4 }).offset) monday = monday.plus({ weeks: 1 });
  return monday.toMillis();
}

export interface LiveOrder extends Omit<AccountOrder, 'monday' | 'weeks' | 'grid' | 'ventana'> {
  /** The share of webhooks that is lost. */
  lost: number;
  /** How often the worker is started anew. */
  restarts: number;
  tell?: (line: string) => void;
}

export interface LivePast {
  known: KnownTicket[];
  span: { since: number; until: number };
  lostWebhooks: number;
  /** Tickets of whose outreach no report of failure came, or none of delivery. */
  unreported: { failed: Set<string>; delivered: Set<string> };
}

export const liveAccount = ({ seed, lives, kinds, days }: LiveOrder, monday: number): AccountOrder => ({
  ...{ seed, lives, monday, weeks: 1, grid: GRID, ventana: true },
  ...(kinds && { kinds }),
  ...(days !== undefined && { days }),
});

/** Plays it to its end. */
export async function playLive(world: LiveWorld, order: LiveOrder, monday: number): Promise<LivePast> {
  const { sandbox, time } = world;
  const account = liveAccount(order, monday);
  const dice = diceOf(order.seed + 1);
  const { all, acts } = actsOf(drawLives(account), sandbox);
  const moments = [...new Set(acts.map(({ act }) => momentOf(act.at)))];
  const restarts = pick(dice, moments, order.restarts);
  sandbox.failWebhooks({ times: Infinity, befalls: () => dice.fraction() < order.lost, effect: { kind: 'drop' } });
  for (const [place, moment] of moments.entries()) {
    await time.advanceTo(moment);
    if (restarts.has(moment)) await world.restart();
    for (const { act, played } of acts.filter((it) => momentOf(it.act.at) === moment)) {
      carryOut(sandbox, act, played, act.at);
    }
    await sweepByHand(world);
    if (place % 20 === 0) order.tell?.(`${place} of ${moments.length} moments played`);
  }
  const { end } = spanOf(account);
  for (let at = moments.at(-1) ?? monday; at < end; at += DAY) {
    await time.advanceTo(at + DAY);
    await sweepByHand(world, { everyMs: ROUND });
  }
  const lostWebhooks = sandbox.webhooks().filter(({ outcome }) => outcome === 'dropped').length;
  const known = ticketsOf(all);
  return {
    ...{ known, lostWebhooks, unreported: await unreportedOf(world, known) },
    span: { since: monday, until: time.now() },
  };
}

const momentOf = (at: number): number => Math.floor(at / GRID) * GRID;

function pick(dice: Dice, moments: readonly number[], count: number): Set<number> {
  const picked = new Set<number>();
  while (picked.size < Math.min(count, moments.length)) picked.add(dice.oneOf(moments));
  return picked;
}

/** What no report told, since it was lost, nobody can know. */
async function unreportedOf(
  { sandbox, config }: LiveWorld,
  known: readonly KnownTicket[],
): Promise<LivePast['unreported']> {
  const lost = { failed: lostReports(sandbox, 'failure'), delivered: lostReports(sandbox, 'user') };
  const found = { failed: new Set<string>(), delivered: new Set<string>() };
  const sunshine = createSunshine(config.sunshine);
  for (const { id } of known) {
    const { conversationId, deleted } = sandbox.ticket(id);
    if (deleted || conversationId === undefined) continue;
    for (const { id: message, metadata } of await sunshine.messages(conversationId)) {
      if (metadata['ticketId'] !== id || metadata['purpose'] === 'rescued') continue;
      if (lost.failed.has(message)) found.failed.add(id);
      if (lost.delivered.has(message)) found.delivered.add(id);
    }
  }
  return found;
}

function lostReports(sandbox: Sandbox, outcome: 'failure' | 'user'): Set<string> {
  const lost = sandbox.webhooks().filter((it) => it.outcome === 'dropped' && it.event.endsWith(`delivery:${outcome}`));
  return new Set(
    lost.flatMap(({ body }) => {
      const { events } = JSON.parse(body) as { events: { payload: { message: { id: string } } }[] };
      return events.map(({ payload }) => payload.message.id);
    }),
  );
}
