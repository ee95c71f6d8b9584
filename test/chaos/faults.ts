/** From the plan of a cycle to accidents in the sandbox. */
import type { RequestEffect, RequestFault, Sandbox, WebhookFault } from '../../sandbox';
import type { CallName, CyclePlan, HintTrouble, Trouble } from './plan';

/** What a cycle is known by in Ventana's calls. */
export interface Ids {
  ticketId: string;
  conversationId?: string;
  /** Digits only. */
  phone: string;
}

/** Longer than Ventana's patience with either vendor (10 and 15 s). */
const HANG_MS = 16_000;
const SLOW_MS = 1_200;
/** Time to be killed in, between the arrival of a call and the work. */
const DEATH_MS = 150;
const DELAY_MS = 2_500;

/** Vendors repeat in their errors what they were sent. */
const echo = (phone: string): object => ({ errors: [{ code: 'internal_error', title: `Could not serve +${phone}` }] });

const effects: Record<Trouble, (phone: string) => RequestEffect> = {
  lost: () => ({ kind: 'loseResponse' }),
  gateway: () => ({ kind: 'failAfter', status: 502 }),
  busy: () => ({ kind: 'respond', status: 429, headers: { 'retry-after': '1' }, body: 'Slow down' }),
  unavailable: () => ({ kind: 'respond', status: 503, headers: { 'retry-after': '2' } }),
  error: (phone) => ({ kind: 'respond', status: 500, body: echo(phone) }),
  badGateway: () => ({ kind: 'respond', status: 502, body: '<html>Bad gateway</html>' }),
  notJson: () => ({ kind: 'notJson' }),
  slow: () => ({ kind: 'slow', ms: SLOW_MS }),
  hang: () => ({ kind: 'hang', ms: HANG_MS }),
};

/** After these nobody can say whether a notification went out. */
const ambiguous: Trouble[] = ['lost', 'gateway', 'badGateway', 'notJson', 'hang'];

const hintEffects: Record<HintTrouble, WebhookFault['effect']> = {
  drop: { kind: 'drop' },
  duplicate: { kind: 'duplicate' },
  delay: { kind: 'delay', ms: DELAY_MS },
  reorder: { kind: 'reorder' },
};

/** The calls of this cycle; undefined where it makes none of the kind. */
function callsOf(
  call: CallName,
  { ticketId, conversationId, phone }: Ids,
): Pick<RequestFault, 'method' | 'path' | 'body'> | undefined {
  const ticket = `/api/v2/tickets/${ticketId}`;
  if (call === 'notify')
    return { method: 'POST', path: /\/notifications$/, body: new RegExp(`"destinationId":"\\+?${phone}"`) };
  if (call === 'update') return { method: 'PUT', path: new RegExp(`${ticket}$`) };
  if (call === 'ticket') return { method: 'GET', path: new RegExp(`${ticket}$`) };
  if (call === 'audits') return { method: 'GET', path: new RegExp(`${ticket}/audits$`) };
  if (conversationId === undefined) return undefined;
  const conversation = `/conversations/${conversationId}`;
  if (call === 'link') return { method: 'PATCH', path: new RegExp(`${conversation}$`) };
  if (call === 'conversation') return { method: 'GET', path: new RegExp(`${conversation}$`) };
  return { method: call === 'post' ? 'POST' : 'GET', path: new RegExp(`${conversation}/messages$`) };
}

export interface Armed {
  /** Takes back what has not happened. */
  disarm(): void;
  /** What has happened, in words. */
  happened: string[];
  /** Notifications of which nobody can say whether they went out, because their answer did. */
  readonly ambiguous: number;
}

/** Sets the accidents of a cycle's calls, as soon as its ids are known. `kill`: carries out the planned one. */
export function arm(sandbox: Sandbox, plan: CyclePlan, ids: Ids, kill: (why: string) => void): Armed {
  const takeBack: (() => void)[] = [];
  const happened: string[] = [];
  let doubts = 0;
  const add = (call: CallName, fault: Omit<RequestFault, 'method' | 'path' | 'body'>): void => {
    const which = callsOf(call, ids);
    if (which) takeBack.push(sandbox.failRequests({ ...which, ...fault }));
  };
  for (const { call, trouble, times } of plan.requests) {
    const onArrival = (): void => {
      happened.push(`${new Date().toISOString()} ${call}: ${trouble}`);
      if (call === 'notify' && ambiguous.includes(trouble)) doubts += 1;
    };
    add(call, { effect: effects[trouble](ids.phone), times, onArrival });
  }
  const when = plan.kill?.when;
  if (when && 'call' in when) {
    const { call, moment } = when;
    const act = (): void => kill(`${call} ${moment}`);
    if (moment === 'arrival') add(call, { effect: { kind: 'slow', ms: DEATH_MS }, onArrival: act });
    else add(call, { effect: { kind: 'slow', ms: 0 }, onAnswered: act });
  }
  return {
    disarm: () => takeBack.splice(0).forEach((back) => back()),
    happened,
    get ambiguous() {
      return doubts;
    },
  };
}

/** Carries out an act whose webhooks go astray as planned: those, and no others. */
export function withHintTrouble<T>(sandbox: Sandbox, trouble: HintTrouble | undefined, act: () => T): T {
  if (trouble === undefined) return act();
  const takeBack = sandbox.failWebhooks({ times: 20, effect: hintEffects[trouble] });
  try {
    return act();
  } finally {
    takeBack();
  }
}

/** One of the vendors' reports on deliveries goes astray, whosesoever it is. */
export const troubleReports = (sandbox: Sandbox, trouble: HintTrouble | undefined): void => {
  if (trouble !== undefined) sandbox.failWebhooks({ event: /delivery/, effect: hintEffects[trouble] });
};
