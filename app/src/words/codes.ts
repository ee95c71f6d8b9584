/** The service's codes, which every language must word. One that is not here is shown as it is. */
import type { HindranceView, OutreachView, TicketView } from '../../../src/service/app/view';
import type { ReasonCode } from '../../../workflows/core/reasons';

type Next = NonNullable<TicketView['next']>['what'];
type Automatic = TicketView['automatic'][number]['what'];
type Waiting = NonNullable<OutreachView['waitsFor']>['code'];

export interface CodeWords {
  /** Why something automatic does not happen: the end of `Nothing is planned: ...`. */
  reasons: Record<ReasonCode, string>;
  /** What Ventana does next, with its time before it. */
  next: Record<Next, string>;
  automatic: Record<Automatic, string>;
  states: Record<OutreachView['state'], string>;
  waiting: Record<Waiting, string>;
  hindrances: Record<HindranceView['code'], string>;
  /** Why a message was not sent, or did not arrive. Not all codes of the service: it may have more. */
  failures: Record<string, string>;
}
