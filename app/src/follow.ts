/** What has become of an action that the agent asked for. Pure. */
import type { ActionView, OutreachView, TicketView } from '../../src/service/app/view';

export interface Asked {
  name: string;
  title?: string;
  kind: ActionView['kind'];
  /** The service's time. */
  at: number;
  /** Ids of the outreach that there was before. */
  before: string[];
  /** Whether replies were held for the customer. */
  held: boolean;
}

export type Progress =
  /** Written to the ticket; Ventana has not been heard to know it. */
  | { step: 'asked' }
  /** Taken up; `outreach` says what it waits for. */
  | { step: 'underway'; outreach?: OutreachView }
  | { step: 'sent'; outreach: OutreachView }
  | { step: 'delivered'; outreach: OutreachView }
  /** Failed, refused, of unknown outcome, or not needed any more. */
  | { step: 'ended'; outreach: OutreachView }
  /** Of a switch. */
  | { step: 'done' };

export const isOver = ({ step }: Progress): boolean => step === 'delivered' || step === 'ended' || step === 'done';

const TO_COME: readonly OutreachView['state'][] = ['wanted', 'waiting', 'ready', 'looking'];
export const isToCome = ({ state }: OutreachView): boolean => TO_COME.includes(state);

export function progressOf(asked: Asked, view: TicketView): Progress {
  if (asked.kind === 'switch') return switched(asked, view) ? { step: 'done' } : begun(asked, view);
  const outreach = view.outreach.findLast((it) => isOf(asked, it) && !asked.before.includes(it.id));
  if (!outreach) return begun(asked, view);
  if (isToCome(outreach)) return { step: 'underway', outreach };
  if (outreach.state !== 'sent') return { step: 'ended', outreach };
  return { step: outreach.delivered === false ? 'sent' : 'delivered', outreach };
}

const begun = (asked: Asked, view: TicketView): Progress =>
  view.requested === asked.name ? { step: 'underway' } : { step: 'asked' };

/** R13: with an open window, `rescue` sends the lost words themselves. */
const isOf = ({ name, kind }: Asked, outreach: OutreachView): boolean =>
  kind === 'rescue' ? outreach.kind === 'rescue' || outreach.kind === 'rescued' : outreach.name === name;

function switched({ name, held }: Asked, view: TicketView): boolean {
  switch (name) {
    case 'silence':
      return view.silenced !== null;
    case 'unsilence':
      return view.silenced === null;
    default:
      return view.requested !== name && held && !view.held?.wanted;
  }
}
