/** Faults that a test or a person asks for. */
import type { Customer, WebhookVendor } from './types';
import type { ErrorShape } from './whatsapp/errors';

/** What happens instead of the API's normal answer, or in addition to it. */
export type RequestEffect =
  | { kind: 'respond'; status: number; headers?: Record<string, string>; body?: unknown }
  /** Gives no answer for `ms`, then closes the connection. The request is not carried out. */
  | { kind: 'hang'; ms: number }
  /** Carries out the request, but the answer never arrives. */
  | { kind: 'loseResponse' }
  | { kind: 'notJson'; status?: number }
  /** Answers correctly, but late. */
  | { kind: 'slow'; ms: number }
  /** Carries out the request, but answers like a gateway that has timed out. */
  | { kind: 'failAfter'; status: number };

export interface RequestFault {
  vendor?: 'zendesk' | 'sunshine';
  method?: string;
  /** Matched against the path without query and `.json`. */
  path?: RegExp | string;
  /** Matched against the body as JSON text. */
  body?: RegExp | string;
  /** Default 1; with `until`, as many as come. */
  times?: number;
  /** Until this moment of the sandbox's clock (epoch ms): an outage. */
  until?: number;
  effect: RequestEffect;
  /** Called when a matching call arrives, before anything is done. */
  onArrival?: () => void;
  /** Called when its answer has been sent, or was lost. */
  onAnswered?: () => void;
}

export interface WebhookFault {
  vendor?: WebhookVendor;
  /** Matched against the event's name: `ticket_created`, `conversation:message`, `notification:delivery:user`, ... */
  event?: RegExp | string;
  /** Default 1. */
  times?: number;
  /** Asked for each matching webhook whether it befalls this one. Default: it does. */
  befalls?: () => boolean;
  effect:
    | { kind: 'drop' }
    | { kind: 'duplicate' }
    /** In real milliseconds. */
    | { kind: 'delay'; ms: number }
    /** Sent after the next webhook, or when `settled()` is called and there is none. */
    | { kind: 'reorder' }
    /** Waits for `releaseWebhooks()`, and does not count as pending. */
    | { kind: 'hold' };
}

export interface Refusal {
  /** Meta's error code. */
  code: number;
  /** How the error is written. Default `object`. */
  shape?: ErrorShape;
  /** Default `event`: Sunshine takes the message, and a delivery failure follows. `request`: the request is refused. */
  how?: 'event' | 'request';
  /** The message reaches the phone all the same, and `delivery:user` says so after the failure. Only with `event`. */
  arrives?: true;
  /** Default: the next customer who is sent a message. */
  customer?: Customer;
  /** Default 1. */
  times?: number;
}

/** Nothing goes out to anybody: every message is refused with this code. */
export interface Outage extends Pick<Refusal, 'code' | 'shape' | 'how'> {
  /** Epoch ms; default: until faults are cleared. */
  until?: number;
}
