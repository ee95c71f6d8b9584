/**
 * The account's turns on a virtual clock, for the what-if of an audit: who waits because the policy's limits or its
 * month's budget have no room. What counts, and until when, is the production core's own reckoning; its pace is left
 * out, as minutes change nothing here.
 */
import type { TurnRequest, TurnReturn } from '../../activities/orders';
import type { Instant } from '../../activities/types';
import { budgetRoomAt, spentIn } from '../../workflows/core/turnBudget';
import { count, forgetOld, roomFor, takeBack } from '../../workflows/core/turnLimits';
import { newTurns } from '../../workflows/core/turns';
import { byCustomer, earliest, type TurnRules, type Turns } from '../../workflows/core/turnState';
import { createHeap, type Heap } from './heap';

/** Why a message waited: for the month's budget, or for a limit of the policy. */
export type HeldBy = 'budget' | 'limit';

/** A message that was due and had to wait. */
export interface Hold {
  ticket: string;
  intent: string;
  /** When it was due (epoch ms). */
  at: Instant;
  by: HeldBy;
}

/** A month's budget, in millionths of the currency's unit. */
export interface SpentMonth {
  /** When the month ends (epoch ms). */
  ends: Instant;
  micros: number;
  /** When `soft` was reached, and when a message left no room below `hard` for another of its kind. */
  softAt?: Instant;
  hardAt?: Instant;
}

interface Wish {
  request: TurnRequest;
  due: Instant;
  isGone?: true;
}

/** Those that are due, by what they use up: there is room for all of them, or for none. */
interface Line {
  uses: Pick<TurnRequest, 'uses' | 'cost'>;
  wishes: Heap<Wish>;
}

/** What a request uses up. */
export const usesOf = ({ uses, cost }: TurnRequest): Pick<TurnRequest, 'uses' | 'cost'> => ({
  ...(uses !== undefined && { uses }),
  ...(cost !== undefined && { cost }),
});

export type QueueRules = Pick<TurnRules, 'limits' | 'budget'>;

export class Queue {
  private turns: Turns;
  private readonly wishes = new Map<string, Wish>();
  private readonly later = createHeap<Wish>((a, b) => a.due - b.due);
  private readonly lines = new Map<string, Line>();
  private readonly held = new Map<string, Hold>();
  private readonly spent = new Map<Instant, SpentMonth>();
  /** Undefined: something has changed since it was worked out. */
  private wakes: Instant | undefined;

  /** @param rules a budget must know the ends of all months of the time that is played */
  constructor(
    rules: QueueRules,
    from: Instant,
    private readonly give: (request: TurnRequest, at: Instant) => void,
  ) {
    this.turns = { ...newTurns({ perSecond: 1, ...rules }, from), budgets: true };
  }

  get holds(): Hold[] {
    return [...this.held.values()];
  }

  get months(): SpentMonth[] {
    return [...this.spent.values()].sort((a, b) => a.ends - b.ends);
  }

  /** A turn is given at once, if there is room; a request of the same intent is replaced. */
  ask(request: TurnRequest, now: Instant): void {
    this.drop(request.intentId);
    const wish: Wish = { request, due: earliest(now, request) };
    this.wishes.set(request.intentId, wish);
    this.later.add(wish);
    this.pass(now);
  }

  take(returned: readonly TurnReturn[], now: Instant): void {
    this.goTo(now);
    for (const { intentId, given } of returned) {
      this.drop(intentId);
      if (given !== undefined) this.turns = takeBack(this.turns, intentId, given);
    }
    const { spent } = this.turns;
    const month = spent && this.spent.get(spent.ends);
    if (month) month.micros = spent.micros;
    this.pass(now);
  }

  /** Gives the turns for which there is room now: the oldest customer message first. */
  pass(now: Instant): void {
    this.goTo(now);
    const arrived: Wish[] = [];
    for (let it = this.later.first(); it && it.due <= this.turns.asOf; it = this.later.first()) {
      this.later.take();
      if (it.isGone) continue;
      arrived.push(it);
      this.lineOf(it.request).wishes.add(it);
    }
    for (let line = this.bestLine(); line; line = this.bestLine()) {
      const { request } = line.wishes.take()!;
      this.drop(request.intentId);
      this.spend(request);
      this.give(request, this.turns.asOf);
    }
    arrived.filter((it) => !it.isGone && it.due <= this.turns.asOf).forEach((it) => this.hold(it));
  }

  /** When there is room next (epoch ms); Infinity: nobody waits. */
  wakeAt(): Instant {
    if (this.wakes === undefined) {
      const waiting = [...this.lines.values()].filter((it) => this.headOf(it));
      const rooms = waiting.map((it) => roomFor(this.turns, it.uses)).filter((it) => it > this.turns.asOf);
      this.wakes = Math.min(this.later.first()?.due ?? Infinity, ...rooms);
    }
    return this.wakes;
  }

  private goTo(now: Instant): void {
    this.turns = { ...forgetOld(this.turns, now), asOf: Math.max(this.turns.asOf, now) };
    this.wakes = undefined;
  }

  private drop(intentId: string): void {
    const wish = this.wishes.get(intentId);
    if (wish) wish.isGone = true;
    this.wishes.delete(intentId);
    this.wakes = undefined;
  }

  private lineOf(request: TurnRequest): Line {
    const key = `${request.uses} ${request.cost}`;
    const line = this.lines.get(key) ?? {
      uses: usesOf(request),
      wishes: createHeap((a, b) => byCustomer(a.request, b.request)),
    };
    this.lines.set(key, line);
    return line;
  }

  /** The first of a line that may go now. In quiet hours it waits for their end. */
  private headOf({ wishes }: Line): Wish | undefined {
    const { asOf } = this.turns;
    for (let it = wishes.first(); it; it = wishes.first()) {
      const isWanted = !it.isGone && (it.request.expiresAt ?? Infinity) > asOf;
      const due = earliest(asOf, it.request);
      if (isWanted && due <= asOf) return it;
      wishes.take();
      if (isWanted) this.later.add(Object.assign(it, { due }));
    }
    return undefined;
  }

  private bestLine(): Line | undefined {
    let best: { line: Line; head: Wish } | undefined;
    for (const line of this.lines.values()) {
      const head = this.headOf(line);
      if (!head || roomFor(this.turns, line.uses) > this.turns.asOf) continue;
      if (!best || byCustomer(head.request, best.head.request) < 0) best = { line, head };
    }
    return best?.line;
  }

  private spend(request: TurnRequest): void {
    this.turns = count(this.turns, request).next;
    const spent = spentIn(this.turns, this.turns.asOf);
    if (!spent) return;
    const { ends, micros, toldSoft, toldHard } = spent;
    const month: SpentMonth = { ...this.spent.get(ends), ends, micros };
    if (toldSoft !== undefined) month.softAt ??= this.turns.asOf;
    if (toldHard !== undefined) month.hardAt ??= this.turns.asOf;
    this.spent.set(ends, month);
  }

  private hold({ request }: Wish): void {
    const { ticketId: ticket, intentId: intent } = request;
    if (this.held.has(intent)) return;
    const by = budgetRoomAt(this.turns, request) > this.turns.asOf ? 'budget' : 'limit';
    this.held.set(intent, { ticket, intent, at: this.turns.asOf, by });
  }
}
