/**
 * The answer of `GET /app/report`: what the ledger says of the last weeks, as `npx ventana report` does. Counts, codes
 * and estimates only.
 */
import { z } from 'zod';

const time = z.iso.datetime();
const count = z.int().nonnegative();
/** A day as YYYY-MM-DD. */
const day = z.iso.date();
/** Estimated, in millionths of the currency's unit; and the messages whose rate is not known, which are not in it. */
const cost = { costMicros: count, unpriced: count };

const counts = z.object({
  sent: count,
  delivered: count,
  /** The customer wrote within 72 h of the time at which it was due. */
  answered: count,
  optedOut: count,
  /** The ticket was solved after it, and nobody reopened it for seven days. */
  solved: count,
  /** By cause, the commonest first. `error`: Meta's code. */
  failed: z.array(z.object({ code: z.string(), error: z.int().optional(), count })),
  ...cost,
});
const windows = z.object({ kept: count, lost: count });
const replies = z.object({ lost: count, rescued: count });
/** With the bounds within which it lies with 95 % confidence. */
const estimate = z.object({ value: z.number(), low: z.number(), high: z.number() });
const share = z.object({ count, of: count });

const report = z.object({
  since: time,
  until: time,
  total: counts,
  /** `week`: the Monday (UTC) that begins it. The first comes first; each week of the span is there. */
  weeks: z.array(z.object({ week: day, counts, windows, replies })),
  /** `followUp`, `reopening`, `rescue`, or `proactive` with its name in the policy. */
  messages: z.array(z.object({ purpose: z.string(), name: z.string(), counts })),
  /** By the policy's version; empty: not known. The newest first. */
  policies: z.array(z.object({ policy: z.string(), counts })),
  /** As Meta writes them; empty: not known. The most used first. */
  languages: z.array(z.object({ language: z.string(), counts })),
  windows,
  replies,
  /** What was delivered, by Meta's category (`service`: free-form; null: counted as utility) and country. Dearest first. */
  parts: z.array(
    z.object({ category: z.string().nullable(), country: z.string().nullable(), delivered: count, ...cost }),
  ),
  /** The card in force. Null: none was, and nothing is estimated. */
  card: z.object({ effective: day, currency: z.string(), example: z.boolean() }).nullable(),
  /** Null: there was none. */
  experiment: z
    .object({
      treated: share,
      holdout: share,
      pending: count,
      isShown: z.boolean(),
      difference: estimate.optional(),
      extra: estimate.optional(),
      extraMicros: estimate.optional(),
      needed: count.optional(),
    })
    .nullable(),
  /** What Meta has changed of the templates, the oldest first. `times`: what it costs now, of before, in that country. */
  templates: z.array(
    z.object({
      at: time,
      ...{ name: z.string(), language: z.string(), what: z.enum(['category', 'quality', 'status']) },
      ...{ from: z.string(), to: z.string(), isWorse: z.boolean() },
      costs: z.object({ times: z.number(), country: z.string() }).optional(),
    }),
  ),
  /** By which category delivered templates were priced: WhatsApp's when they were sent, the policy's, or as utility. */
  categories: z.object({ seen: count, policy: count, neither: count }),
  /** The table of `npx ventana report --csv`. */
  csv: z.string(),
});

export const reportView = z.object({
  /** When it was read. */
  now: time,
  /** Ventana's version. */
  version: z.string(),
  /** `none`: there is no ledger. `away`: it cannot be read. `empty`: it has nothing of this time. */
  ledger: z.enum(['none', 'away', 'empty', 'read']),
  /** Null: it was not read. */
  report: report.nullable(),
});

export type ReportView = z.infer<typeof reportView>;
export type ReportFigures = z.infer<typeof report>;
export type ReportCounts = z.infer<typeof counts>;

/** How many weeks may be asked for, this one among them. */
export const reportWeeks = [4, 12, 26] as const;
export type ReportWeeks = (typeof reportWeeks)[number];

export type ReportRead = Omit<ReportView, 'version'>;

export interface ReportSource {
  /** Never throws: where the ledger cannot be read, the answer says so. */
  read(weeks: ReportWeeks): Promise<ReportRead>;
}
