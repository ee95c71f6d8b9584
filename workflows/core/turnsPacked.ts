/**
 * The turns as continue-as-new and signals carry them. Requests of a kind have most of their words in common, which are
 * written once: a request takes some 90 bytes instead of 350.
 */
import type { Instant } from '../../activities/types';
import type { Turns as FormerTurns } from './formerTurns';
import { COUNTS_MS, sum } from './turnLimits';
import { asKind, byKind } from './turnLanes';
import {
  type Counted,
  type Kind,
  type LaneMessage,
  type Recalled,
  type Turns,
  type Waiting,
  byCustomer,
  kindOf,
} from './turnState';

type PackedRequest = [
  ticketId: string,
  intentId: string,
  customerLastAt: Instant,
  notBefore: Instant,
  expiresAt: Instant,
  /** 0: no; it is there because the next one is. */
  toldHeld?: 0 | 1,
  toldPaused?: Instant,
];

export type PackedRequests = (Kind & { of: PackedRequest[] })[];

export type PackedTurns = Omit<Turns, 'waiting'> & { waiting: PackedRequests };
/** `id`: absent in messages of earlier versions. */
export type PackedLaneMessage = Omit<LaneMessage, 'put'> & { put: PackedRequests; id?: string };
export type PackedRecalled = Omit<Recalled, 'requests'> & { requests: PackedRequests };

export const pack = (requests: readonly Waiting[]): PackedRequests =>
  [...byKind(requests).values()].flatMap((all) => {
    const [first] = all;
    return first ? [{ ...asKind(first), of: all.map(packed) }] : [];
  });

function packed(it: Waiting): PackedRequest {
  const { ticketId, intentId, customerLastAt, notBefore, expiresAt, toldHeld, toldPaused } = it;
  const request = [ticketId, intentId, customerLastAt, notBefore, expiresAt] as const;
  if (toldPaused !== undefined) return [...request, toldHeld ? 1 : 0, toldPaused];
  return toldHeld ? [...request, 1] : [...request];
}

/** @returns sorted by `byCustomer` */
export const unpack = (kinds: PackedRequests): Waiting[] =>
  kinds
    .flatMap(({ of, ...common }) => {
      const kind = kindOf(common);
      return of.map(([ticketId, intentId, customerLastAt, notBefore, expiresAt, toldHeld, toldPaused]) => ({
        ...common,
        kind,
        ticketId,
        intentId,
        customerLastAt,
        notBefore,
        expiresAt,
        ...(toldHeld && { toldHeld: true as const }),
        ...(toldPaused !== undefined && { toldPaused }),
      }));
    })
    .sort(byCustomer);

const HOUR = 3_600_000;
/** Requests of earlier versions are renewed every hour. */
const EXPIRES_MS = 3 * HOUR;

/** The state of a run of earlier versions, which counted by the hour, or of this one. */
export function turnsOf(state: FormerTurns | PackedTurns): Turns {
  if ('version' in state) return { ...state, waiting: unpack(state.waiting) };
  const { rules, tokens, asOf, notifications, holds, told } = state;
  const waiting = state.waiting
    .map((it) => ({ ...it, expiresAt: asOf + EXPIRES_MS, kind: kindOf(it) }))
    .sort(byCustomer);
  const at = Object.entries(state.templates)
    .map(([hour, count]): Counted => [Math.min(asOf, (Number(hour) + 1) * HOUR), count])
    .filter((it) => it[0] + COUNTS_MS > asOf)
    .sort((a, b) => a[0] - b[0]);
  const templates = { used: sum(at), at };
  const kept = { rules, tokens, asOf, notifications, holds, told };
  return { version: 2, ...kept, waiting, sends: 1, templates, given: [], lanes: {} };
}

export const packTurns = (turns: Turns): PackedTurns => ({ ...turns, waiting: pack(turns.waiting) });
