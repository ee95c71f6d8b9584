/** What WhatsApp has stopped: a template, or the account. One probe at a time finds out whether it still holds. */
import type { Instant } from '../../activities/types';
import type { Hold, Kind, TurnEvent, Turns } from './turnState';

/** During a hold one probe is let through this often (ms). */
const PROBE_PAUSE_MS = 5 * 60_000;
/** A probe's failure may take this long (ms) to come back as a delivery event. */
const PROBE_VERDICT_MS = 60_000;
/** A probe that no vendor takes within this time (ms) is not waited for. */
const PROBE_LATE_MS = 15 * 60_000;

type Stop = Extract<TurnEvent, { type: 'stopped' }>;

/** A hold begins, or goes on after a probe that was refused too. */
export function stop(holds: readonly Hold[], { type: _type, ...stopped }: Stop, now: Instant): Hold[] {
  return [...holds.filter((it) => !isSame(it, stopped)), { ...stopped, probeAt: now + PROBE_PAUSE_MS }];
}

const isSame = (a: Pick<Hold, 'template' | 'message'>, b: Pick<Hold, 'template' | 'message'>): boolean =>
  a.template === b.template && (a.template !== undefined || a.message === b.message);

/** Free-form text uses no template. */
function concerns({ template, message }: Hold, request: Kind): boolean {
  if (template === undefined && message === undefined) return true;
  if (request.uses === undefined) return false;
  if (template !== undefined && request.template !== undefined) return template === request.template;
  return message === request.message;
}

const isShut = ({ probeAt, verdictAt }: Hold, asOf: Instant): boolean => probeAt > asOf || verdictAt !== undefined;

/** The hold that this request waits behind. */
export const holdOf = ({ holds, asOf }: Pick<Turns, 'holds' | 'asOf'>, request: Kind): Hold | undefined =>
  holds.find((it) => isShut(it, asOf) && concerns(it, request));

/** When every hold on it may let it through; `-Infinity`: now. */
export const heldUntil = ({ holds, asOf }: Pick<Turns, 'holds' | 'asOf'>, request: Kind): Instant =>
  holds
    .filter((it) => isShut(it, asOf) && concerns(it, request))
    .reduce((latest, { probeAt, verdictAt }) => Math.max(latest, verdictAt ?? probeAt), -Infinity);

/** This turn is the probe of every hold on it. */
export const probing = (holds: readonly Hold[], request: Kind & { intentId: string }, now: Instant): Hold[] =>
  holds.map((it) =>
    concerns(it, request) ? { ...it, verdictAt: now + PROBE_VERDICT_MS, probe: request.intentId } : it,
  );

/** The probe was not sent, so it tells nothing: another may go. */
export const unprobed = (holds: readonly Hold[], intentId: string): Hold[] =>
  holds.map((it) => (it.probe === intentId ? withoutProbe(it) : it));

/** The probe has a turn, but no vendor takes it: that it was not refused proves nothing. */
export const probeIsLate = (holds: readonly Hold[], intentId: string, now: Instant): Hold[] =>
  holds.map((it) => (it.probe === intentId ? { ...it, verdictAt: now + PROBE_LATE_MS, late: true } : it));

/** The late probe was handed over at `at`. */
export const probeIsOut = (holds: readonly Hold[], intentId: string, at: Instant): Hold[] =>
  holds.map((it) =>
    it.late && it.probe === intentId ? { ...withoutProbe(it), probe: intentId, verdictAt: at + PROBE_VERDICT_MS } : it,
  );

const withoutProbe = ({ verdictAt: _verdict, probe: _probe, late: _late, ...it }: Hold): Hold => it;

/** A probe that nobody refused in time ends the hold. */
export const lasting = (holds: readonly Hold[], now: Instant): Hold[] =>
  holds
    .filter(({ verdictAt, late }) => verdictAt === undefined || verdictAt > now || late)
    .map((it) => (it.late && it.verdictAt !== undefined && it.verdictAt <= now ? withoutProbe(it) : it));

/** Whether this intent's message is the probe of a hold. */
export const isProbe = (holds: readonly Hold[], intentId: string): boolean =>
  holds.some(({ probe }) => probe === intentId);
