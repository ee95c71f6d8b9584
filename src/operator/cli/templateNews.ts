/** What Meta has changed of an account's templates lately, as the ledger has seen it. Row Y57 of docs/behaviour.md. */
import { existsSync } from 'node:fs';
import type { Config } from '../../config/config';
import type { PricedChange } from '../../report/templates';

const NEWS_MS = 30 * 24 * 3_600_000;

export type TemplateNews =
  | { changes: PricedChange[] }
  | { /** It cannot be read now. */ isAway: true }
  | { /** There is none. */ isAway: false };

/**
 * Of the last 30 days, the oldest first. A ledger that is not there is not made. Never throws.
 * @param now epoch ms
 */
export async function templateNews(
  { account, ledger, policy, policyFile }: Pick<Config, 'account' | 'ledger' | 'policy' | 'policyFile'>,
  now: number,
): Promise<TemplateNews> {
  if (!ledger || (ledger.type === 'file' && !existsSync(ledger.folder))) return { isAway: false };
  const { openStore } = await import('../../ledger/store.js');
  const { readTemplates, templatesIn } = await import('../../report/templates.js');
  const { ratesFor } = await import('../../rates/rateFile.js');
  try {
    const store = await openStore(ledger);
    try {
      const states = await readTemplates(store.db, account);
      const span = { since: now - NEWS_MS, until: now + 1 };
      return { changes: templatesIn(states, span, ratesFor(policyFile), policy.defaultCountry).changes };
    } finally {
      await store.close();
    }
  } catch {
    return { isAway: true };
  }
}
