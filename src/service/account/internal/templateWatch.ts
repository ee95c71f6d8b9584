import type { LedgerPort, TemplateFact } from '../../../../activities/ledger';
import type { Policy } from '../../../../activities/policy';
import type { Log } from '../../../telemetry/log';
import type { Template } from '../../../vendors/sunshine/templates';

export interface TemplateWatchParts {
  /** All of the account's templates. @throws VendorError */
  list: () => Promise<Template[]>;
  policy: () => Policy;
  ledger: LedgerPort;
  log: Pick<Log, 'warn'>;
  /** Epoch ms. */
  now: () => number;
  /** ms by a clock that nobody sets. */
  elapsed: () => number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Asks once a day what Meta says of the policy's templates, and tells the ledger. After a failure it looks again with
 * an hour. Never throws.
 */
export function createTemplateWatch({
  list,
  policy,
  ledger,
  log,
  now,
  elapsed,
}: TemplateWatchParts): () => Promise<void> {
  let nextAt = -Infinity;
  return async () => {
    if (elapsed() < nextAt) return;
    nextAt = elapsed() + DAY_MS;
    try {
      const all = await list();
      // A number without templates sends none: that the list is empty says more of the list.
      if (all.length > 0) ledger.note(() => statesOf(policy(), all, now()));
    } catch (error) {
      nextAt = elapsed() + HOUR_MS;
      log.warn({ error }, 'the templates cannot be read: whether Meta has changed one is looked at again later');
    }
  };
}

/** Of each template that the policy names, in each of its languages. */
function statesOf({ messages }: Policy, all: readonly Template[], at: number): TemplateFact[] {
  const wanted = new Map(
    Object.values(messages).flatMap(({ template: { name, languages } }) =>
      languages.map((language) => [`${name} ${language}`, { name, language }] as const),
    ),
  );
  return [...wanted.values()].map(({ name, language }) => {
    const found = all.find((it) => it.name === name && it.language === language);
    const of = { of: 'template', name, language, at } as const;
    if (!found) return { ...of, status: 'MISSING' };
    const { status, category, quality } = found;
    return { ...of, status, category, ...(quality !== undefined && { quality }) };
  });
}
