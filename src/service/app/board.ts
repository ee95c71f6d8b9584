/**
 * The answer of `GET /app/board`: what the board of the app shows of the account. It comes from the search attributes
 * of the open runs and from the account's turns; no run is asked. So a number may be some seconds old, and a closing
 * time up to an hour too early (rule 8: a window that closes a little later is not told at once). Ticket ids, times,
 * codes and counts only.
 */
import { z } from 'zod';
import { failings } from '../../../workflows/core/failing';
import { waitingCodes } from '../../reasons/waiting';
import { ticketView } from './view';

const time = z.iso.datetime();
const count = z.int().nonnegative();

/** A ticket's id, and when its window closes or closed, in seconds since 1970. */
const closing = z.tuple([z.string(), z.int()]);

/** Open windows. `tickets`: at most 300, the first to close. */
const windows = z.object({ count, tickets: z.array(closing) });

export const boardView = z.object({
  /** When it was read from Temporal. */
  now: time,
  /** Ventana's version. */
  version: z.string(),
  /** The customer waits for an agent, or the agents for the customer. */
  owes: z.object({ agent: windows, customer: windows }),
  /** Of the next 24 hours, those in which windows close. `lost`: by the forecast. */
  hours: z.array(z.object({ from: time, agent: count, customer: count, lost: count })),
  /** What is lost if agents go on as they did. Null: their pace is not known. */
  forecast: z
    .object({
      /** Conversations answered in an hour of office time. */
      perHour: z.number().nonnegative(),
      /** How many were, in how many hours of office time; `week`: there was no office time in the last 24 hours. */
      answered: count,
      hours: z.number().positive(),
      basis: z.enum(['day', 'week']),
      /** False: the office hours are not known, so all hours count. */
      office: z.boolean(),
      lost: count,
      /** For each of `owes.agent.tickets`, in that order: how many are answered until it closes, at this pace. */
      until: z.array(z.number().nonnegative()),
      /** Of the answered, at most 300: their groups tell the pace of each group. */
      tickets: z.array(z.string()),
    })
    .nullable(),
  /** The customer waits, and the window has closed. `tickets`: of the last 24 hours, newest first. */
  closed: z.object({ count, day: count, tickets: z.array(closing) }),
  /** What does not go on without a person. `overdue`: what was to happen more than ten minutes ago has not. */
  needs: z.object({ count, tickets: z.array(z.tuple([z.string(), z.enum(['overdue'])])) }),
  /** What has failed and waits for a person, and what: a message of ours, one of unknown outcome, an agent's reply. */
  failed: z.object({ count, tickets: z.array(z.tuple([z.string(), z.enum(failings)])) }),
  /** Messages that wait, by what for. */
  held: z.array(
    z.object({
      code: z.enum(waitingCodes),
      /** Meta's error code. */
      error: z.int().optional(),
      /** `name:language`; absent: every message. */
      template: z.string().optional(),
      /** When that may change. */
      until: time.optional(),
      count,
      /** How many of them agents have asked for. */
      requested: count,
      /** Those that go first. */
      tickets: z.array(z.string()),
    }),
  ),
  account: ticketView.shape.account,
  limits: ticketView.shape.limits,
});

export type BoardView = z.infer<typeof boardView>;
