/** The display fields of the pretend Zendesk. */
import type { TicketUpdate } from '../../activities/orders';
import type { AnswerState, OutcomeState, Shown } from '../../activities/types';
import { sameText } from './madrid';

export interface ShownFields {
  shown: Pick<Shown, 'window' | 'closesAt'>;
  /** "WhatsApp answer"; undefined: the account has no such field. */
  answer: AnswerState | undefined;
  /** "WhatsApp outcome". */
  outcome: OutcomeState | undefined;
  /** "WhatsApp silence". */
  silence: 'on' | 'off' | undefined;
  /** Fields that the account does not keep. */
  lacking: ('window' | 'closesAt')[];
}

/** As the activity reads the fields: from their text, which an hour that occurs twice has both times. */
export function shownOn({ shown: { window, closesAt }, answer, outcome, silence, lacking }: ShownFields): Shown {
  const [first, second] = closesAt === undefined ? [] : sameText(closesAt);
  return {
    ...(window && { window }),
    ...(first !== undefined && { closesAt: first }),
    ...(second !== undefined && { orAt: second }),
    ...(answer && { answer }),
    ...(outcome && { outcome }),
    ...(silence && { silence }),
    ...(lacking.length > 0 && { lacking }),
  };
}

/** Writes the fields; Zendesk ignores what it does not keep. */
export function show(w: ShownFields, { state, closesAt }: NonNullable<TicketUpdate['window']>): void {
  w.shown = { window: state, closesAt };
  for (const field of w.lacking) delete w.shown[field];
}
