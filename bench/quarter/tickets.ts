/** Tickets that want turns, day after day, as far as the account's turns see them. Instants in epoch ms. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { TurnEvent, TurnRules } from '../../workflows/core/turns';
import type { Answer } from './account';

const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** What happens within these is told at their end. */
export const STEP = 5 * MINUTE;

/** Reminders fall due in these hours; quiet hours are those of the example policy. */
const [DUE_FROM, DUE_UNTIL] = [9 * HOUR, 19 * HOUR];
export const [QUIET_FROM, QUIET_UNTIL] = [21 * HOUR, 8 * HOUR];
const ASKED_AHEAD = MINUTE;
const RENEWED_AFTER = HOUR;
/** After this long, on average, the customer answers, or an agent does, and nobody wants the message any more. */
const LIFE = 3 * DAY;
const MACROS_A_DAY = 10;
/** Between the turn and the send: the ticket reads and decides again. */
const DECIDED_AFTER = 5 * SECOND;

/** How often something else happens than usual. */
const PARTS = { vanishes: 0.02, givenBack: 0.03, sentLate: 0.01, triedAgain: 0.04 };
/** What a turn counts, with the minute in which it is handed over. */
const COUNTS = DAY + MINUTE;
const MOST_LATE = 30 * MINUTE;

export interface Ticket {
  id: string;
  requested: boolean;
  customerLastAt: number;
  due: number;
  endsAt: number;
  /** Its run ends without a word: it cannot withdraw anything. */
  vanishes: boolean;
  waits: boolean;
}

type Act = (now: number) => TurnEvent[];

/** The tickets of one account; all that happens is decided by the seed. */
export class Tickets {
  /** Those whose request is wanted and has no turn, in the order in which they asked. */
  readonly waiting = new Set<Ticket>();
  readonly sentAt: number[] = [];
  /** Turns that came to tickets which had ended. */
  wasted = 0;
  macros = 0;
  /** Macros whose agent was told that the limit is reached. */
  refused = 0;
  /** Of those, how many although the turns that were used, or may still be, left room. */
  refusedWithRoom = 0;
  /** Turns that were used or may still be, by what `turnOf` says: when each began to count. */
  private readonly counted = new Map<string, number>();
  private readonly agenda = new Map<number, Act[]>();
  private readonly byId = new Map<string, Ticket>();
  private readonly generator: ReturnType<typeof xoroshiro128plus>;

  constructor(
    private readonly rules: TurnRules,
    seed: number,
  ) {
    this.generator = xoroshiro128plus(seed);
  }

  /** The tickets of a day. @param day its first instant */
  begin(day: number, count: number): void {
    for (let n = 0; n < count; n += 1) {
      const requested = n < MACROS_A_DAY;
      const due = day + DUE_FROM + Math.floor(this.upTo(DUE_UNTIL - DUE_FROM));
      const life = requested ? DAY : -Math.log(1 - this.upTo(1)) * LIFE;
      const ticket: Ticket = {
        id: `${day / DAY}-${n}`,
        requested,
        customerLastAt: due - 20 * HOUR - Math.floor(this.upTo(8 * HOUR)),
        due,
        endsAt: due + MINUTE + life,
        vanishes: this.happens('vanishes'),
        waits: false,
      };
      this.byId.set(ticket.id, ticket);
      if (requested) this.macros += 1;
      this.at(requested ? due : due - ASKED_AHEAD, (now) => this.ask(ticket, now));
      this.at(ticket.endsAt, () => this.end(ticket));
    }
  }

  /** What happens in the step that ends now. */
  happen(now: number): TurnEvent[] {
    const acts = this.agenda.get(now / STEP) ?? [];
    this.agenda.delete(now / STEP);
    return acts.flatMap((act) => act(now));
  }

  hear({ ticketId, type, ...answer }: Answer, now: number): TurnEvent[] {
    const ticket = this.byId.get(ticketId);
    if (type === 'turnHeld' || !ticket) return [];
    const wanted = this.waiting.delete(ticket);
    ticket.waits = false;
    if (type === 'turnRefused') {
      this.refused += 1;
      const used = [...this.counted.values()].filter((at) => at > now - COUNTS).length;
      if (used < this.rules.limits.templatesPerDay) this.refusedWithRoom += 1;
      return [];
    }
    const given = 'given' in answer ? answer.given : now;
    if (!wanted) {
      this.wasted += 1;
      this.counted.set(turnOf(ticketId, given), given);
      this.at(now + 1, () => this.giveBack(ticketId, given));
      // A run that has ended takes no signal: the turn comes back at once.
      return [{ type: 'withdrawn', ticketId, intentId: ticketId, given }];
    }
    this.counted.set(turnOf(ticketId, given), given);
    this.at(now + DECIDED_AFTER, (at) => this.decide(ticket, given, at));
    return [];
  }

  private ask(ticket: Ticket, now: number): TurnEvent[] {
    if (now >= ticket.endsAt) return [];
    ticket.waits = true;
    this.waiting.add(ticket);
    this.at(now + RENEWED_AFTER, (at) => (ticket.waits ? this.ask(ticket, at) : []));
    const { id, requested, customerLastAt, due } = ticket;
    const quiet = requested ? [] : quietAfter(now);
    const kind = { requested, quiet, uses: 'template', message: requested ? 'macro' : 'followUp' } as const;
    return [{ type: 'asked', rules: this.rules, ticketId: id, intentId: id, customerLastAt, notBefore: due, ...kind }];
  }

  private end(ticket: Ticket): TurnEvent[] {
    if (!ticket.waits) return [];
    ticket.waits = false;
    this.waiting.delete(ticket);
    return ticket.vanishes ? [] : [{ type: 'withdrawn', ticketId: ticket.id, intentId: ticket.id }];
  }

  /** The turn has come: the message goes out, or nobody wants it any more. */
  private decide({ id, ...rest }: Ticket, given: number, now: number): TurnEvent[] {
    const ids = { ticketId: id, intentId: id, given };
    if (now >= rest.endsAt || this.happens('givenBack')) {
      this.giveBack(id, given);
      return [{ type: 'withdrawn', ...ids }];
    }
    const ticket = this.byId.get(id);
    if (ticket && this.happens('triedAgain')) {
      ticket.due = now + DAY;
      this.at(ticket.due, (at) => this.ask(ticket, at));
    }
    if (!this.happens('sentLate')) {
      this.sentAt.push(given + this.upTo(MINUTE));
      return [];
    }
    const at = now + this.upTo(MOST_LATE);
    this.at(at, (later) => {
      this.sentAt.push(later);
      this.counted.set(turnOf(id, given), later);
      return [{ type: 'used', ...ids, at: later }];
    });
    return [];
  }

  private giveBack(id: string, given: number): TurnEvent[] {
    this.counted.delete(turnOf(id, given));
    return [];
  }

  private at(time: number, act: Act): void {
    const step = Math.ceil(time / STEP);
    const others = this.agenda.get(step);
    if (others) others.push(act);
    else this.agenda.set(step, [act]);
  }

  private upTo = (most: number): number => uniformFloat64(this.generator) * most;
  private happens = (what: keyof typeof PARTS): boolean => this.upTo(1) < PARTS[what];
}

const turnOf = (ticketId: string, given: number): string => `${ticketId} at ${given}`;

/** The next two nights, as a ticket names them. */
function quietAfter(now: number): { start: number; end: number }[] {
  const today = Math.floor(now / DAY) * DAY;
  const nights = [-1, 0, 1, 2].map((day) => ({
    start: today + day * DAY + QUIET_FROM,
    end: today + (day + 1) * DAY + QUIET_UNTIL,
  }));
  return nights.filter(({ end }) => end > now).slice(0, 2);
}
