/** Plays lives on a sandbox, act by act, in the order of their times. */
import type { Customer, Sandbox } from '../../sandbox';
import { MACROS, type Life, type TicketTruth, type TimedAct } from './life';

/** Nobody's: they must be found nowhere. */
export const SECRETS = { name: 'Begoña Privada', text: 'mi IBAN es ES91 2100' };
export const phoneOf = (number: number): string => `+34600${String(number).padStart(6, '0')}`;

/** A customer whose life is being played. */
export interface Played {
  life: Life;
  customer: Customer;
  /** In the order in which they were opened, as `life.tickets`. */
  ticketIds: string[];
  /** Of the agent's replies, in their order. */
  replyIds: string[];
}

/** A ticket of the account, and what is true of it. */
export interface KnownTicket {
  id: string;
  truth: TicketTruth;
  played: Played;
}

interface Due {
  act: TimedAct;
  played: Played;
}

/** All acts of all lives, oldest first. */
export function actsOf(lives: readonly Life[], sandbox: Sandbox): { all: Played[]; acts: Due[] } {
  const all = lives.map((life, place) => ({
    ...{ life, ticketIds: [], replyIds: [] },
    customer: sandbox.addCustomer({ name: SECRETS.name, phone: phoneOf(place) }),
  }));
  const acts = all.flatMap((played) => played.life.acts.map((act) => ({ act, played })));
  return { all, acts: acts.sort((a, b) => a.act.at - b.act.at) };
}

/**
 * Plays them on a clock that jumps from act to act.
 * @param clock the sandbox's, which it moves
 * @param hand called before each act, with its time: does what else happens until then
 */
export async function playLives(
  lives: readonly Life[],
  { sandbox, clock, end }: { sandbox: Sandbox; clock: { now: number }; end: number },
  hand?: (all: readonly Played[]) => (at: number) => Promise<void>,
): Promise<Played[]> {
  const { all, acts } = actsOf(lives, sandbox);
  const between = hand?.(all) ?? (() => Promise.resolve());
  for (const { act, played } of acts) {
    await between(act.at);
    clock.now = act.at;
    carryOut(sandbox, act, played);
  }
  await between(end);
  clock.now = end;
  return all;
}

/** @param when the time of a customer's message, where it is not now */
export function carryOut(sandbox: Sandbox, act: TimedAct, played: Played, when?: number): void {
  const { customer, ticketIds } = played;
  const ticketId = ticketIds.at(-1) ?? '';
  const wrote = (text: string, at = when): void => {
    const { ticketId: of } = sandbox.customerWrites(customer, text, at === undefined ? {} : { at });
    if (!ticketIds.includes(of)) ticketIds.push(of);
  };
  switch (act.does) {
    case 'writes':
      return wrote(SECRETS.text, act.sentAt);
    case 'stops':
      return wrote('STOP');
    case 'taps':
      return sandbox.customerTaps(customer, { payload: 'RESCUE', text: 'Ver la respuesta', as: 'message' });
    case 'replies': {
      if (act.code !== undefined) sandbox.refuseDeliveries({ code: act.code, customer });
      const { message } = sandbox.agentReplies(ticketId, `Hola ${SECRETS.name}`);
      if (message) played.replyIds.push(message.id);
      return;
    }
    case 'trigger':
      return void sandbox.repliesByItself(ticketId, 'trigger');
    case 'sets':
      return sandbox.agentSets(ticketId, act.status);
    case 'deletes':
      return sandbox.deleteTicket(ticketId);
    case 'endsSession':
      return sandbox.agentEndsSession(ticketId);
    case 'applies':
      return sandbox.agentAppliesMacro(ticketId, MACROS[act.macro]);
    case 'refuses':
      return sandbox.refuseDeliveries({ code: act.code, customer });
  }
}

/** @throws where a life had other tickets than it was meant to have */
export function ticketsOf(all: readonly Played[]): KnownTicket[] {
  return all.flatMap((played) => {
    const { life, ticketIds } = played;
    if (ticketIds.length !== life.tickets.length)
      throw new Error(`${life.kind} has ${ticketIds.length} tickets instead of ${life.tickets.length}`);
    return life.tickets.map((truth, place) => ({ id: ticketIds[place] ?? '', truth, played }));
  });
}
