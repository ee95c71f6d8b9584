import { setTimeout as sleep } from 'node:timers/promises';
import { arm, troubleReports, withHintTrouble } from './faults';
import { healIfLost } from './heal';
import { notesOf } from './notes';
import type { CyclePlan } from './plan';
import { plantedName, plantedPhone, plantedText } from './planted';
import type { Cycle, Scenario } from './types';
import type { ChaosWorld } from './world';

const POLL_MS = 100;
/** On the template's button. */
const TAP = { payload: 'RESCUE', text: 'Ver', as: 'message' } as const;

/** Plays a scenario; its calls and webhooks meet with the planned accidents. */
export async function play(world: ChaosWorld, plan: CyclePlan, scenario: Scenario): Promise<Cycle> {
  const { sandbox } = world;
  const { index } = plan;
  const phone = plantedPhone(index);
  const customer = sandbox.addCustomer({ name: plantedName(index), phone });
  const cycle: Omit<Cycle, 'expectation'> = { plan, customer, ticketIds: [], acts: [], said: [], lost: [], armed: [] };
  const kill = (why: string): void => {
    if (plan.kill) world.kill(plan.kill.victim, plan.kill.downMs, `cycle ${index}: ${why}`);
  };

  const act = <T>(what: string, carryOut: () => T): T => {
    const trouble = plan.hints[cycle.acts.length];
    if (cycle.acts.length === 0 && plan.kill && 'afterMs' in plan.kill.when)
      setTimeout(kill, plan.kill.when.afterMs, 'a moment');
    cycle.acts.push({ at: Date.now(), what: trouble ? `${what} (webhooks: ${trouble})` : what });
    return withHintTrouble(sandbox, trouble, carryOut);
  };
  const know = (ticketId: string): string => {
    if (cycle.ticketIds.includes(ticketId)) return ticketId;
    cycle.ticketIds.push(ticketId);
    const known = sandbox.ticket(ticketId).conversationId ?? cycle.conversationId;
    if (known !== undefined) cycle.conversationId = known;
    for (const armed of cycle.armed) armed.disarm();
    const ids = { ticketId, phone: phone.slice(1), ...(known !== undefined && { conversationId: known }) };
    cycle.armed.push(arm(sandbox, plan, ids, kill));
    return ticketId;
  };

  troubleReports(sandbox, plan.report);
  const expectation = await scenario({
    customer,
    writes: (agoMs = 0, text = plantedText('Hola')) =>
      know(
        act(`customer writes, dated ${agoMs} ms ago`, () =>
          sandbox.customerWrites(customer, text, { at: Date.now() - agoMs }),
        ).ticketId,
      ),
    replies: (ticketId) => {
      const text = plantedText('Dinos');
      cycle.said.push(text);
      act('agent replies', () => sandbox.agentReplies(ticketId, text));
    },
    repliesTooLate: (ticketId) => {
      const text = plantedText(`Es el día ${cycle.lost.length + 1}`);
      cycle.lost.push(text);
      act('agent replies too late', () => sandbox.agentReplies(ticketId, text));
      return text;
    },
    taps: () => void act('customer taps', () => sandbox.customerTaps(customer, TAP)),
    sets: (ticketId, status) => act(`agent sets ${status}`, () => sandbox.agentSets(ticketId, status)),
    applies: (ticketId, macro) => act(`agent applies ${macro}`, () => sandbox.agentAppliesMacro(ticketId, macro)),
    mails: () =>
      know(
        act('customer mails', () =>
          sandbox.addTicket({ requester: customer, channel: 'email', subject: plantedText('Pedido') }),
        ),
      ),
    received: () => sandbox.received(customer),
    status: (ticketId) => sandbox.ticket(ticketId).status,
    notes: (ticketId) => notesOf(sandbox, ticketId),
    action: (ticketId) => sandbox.ticket(ticketId).action,
    async until(holds, withinMs) {
      for (const deadline = Date.now() + withinMs; !holds(); await sleep(POLL_MS)) {
        if (Date.now() > deadline) return false;
        await healIfLost(world, cycle);
      }
      return true;
    },
  });
  return { ...cycle, expectation };
}
