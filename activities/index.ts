/** Everything that a workflow may ask of the outside world, as functions over ports. */
import type { Dependencies } from './dependencies';
import { readTruth } from './readTruth';
import type { ReadOrder } from './ticketConversation';
import { lookForMessage, sendMessage } from './sendMessage';
import { type OptOutStored, storeOptOut } from './storeOptOut';
import type {
  OptOutOrder,
  PauseOrder,
  SendOrder,
  SendOutcome,
  TicketUpdate,
  TurnRequest,
  TurnReturn,
  TurnStop,
} from './orders';
import type { LaneTold, TurnTold } from './turnTold';
import type { Truth, UnchangedTruth } from './types';
import { updateTicket } from './updateTicket';

export interface Activities {
  readTruth(order: ReadOrder): Promise<Truth | UnchangedTruth>;
  sendMessage(order: SendOrder): Promise<SendOutcome>;
  lookForMessage(order: SendOrder): Promise<SendOutcome>;
  updateTicket(update: TicketUpdate): Promise<{ stamp?: string }>;
  storeOptOut(order: OptOutOrder): Promise<OptOutStored>;
  /** @returns the answer, if `direct` and it can be given at once; otherwise it comes by signal */
  askTurn(request: TurnRequest, direct?: boolean): Promise<TurnTold['event'] | null>;
  returnTurns(turns: TurnReturn[]): Promise<void>;
  reportStop(stop: TurnStop): Promise<void>;
  tellTickets(answers: TurnTold[]): Promise<number[]>;
  tellLanes(messages: LaneTold[]): Promise<void>;
  setPause(order: PauseOrder): Promise<void>;
}

/** @param deps called once when an activity begins; the activity uses that result until it ends */
export const createActivities = (deps: () => Dependencies): Activities => ({
  readTruth: async (order) => {
    const use = deps();
    const succeeded = use.ownWork?.reads(order.ticketId);
    const truth = await readTruth(use, order);
    succeeded?.(truth.ticket.status);
    return truth;
  },
  sendMessage: async (order) => {
    const use = deps();
    const outcome = await sendMessage(use, order);
    // Of a notification, the receiver's hint may say in which conversation it is.
    if (outcome.type === 'sent' && order.conversationId !== undefined) use.ownWork?.sent(order.sendId);
    return outcome;
  },
  lookForMessage: (order) => lookForMessage(deps(), order),
  updateTicket: (update) => updateTicket(deps(), update),
  storeOptOut: (order) => storeOptOut(deps(), order),
  askTurn: (request, direct) => deps().turns.ask(request, direct),
  returnTurns: (turns) => deps().turns.giveBack(turns),
  reportStop: (stop) => deps().turns.stopped(stop),
  tellTickets: (answers) => deps().turns.tell(answers),
  tellLanes: (messages) => deps().turns.tellLanes(messages),
  setPause: (order) => deps().pauses.set(order),
});
