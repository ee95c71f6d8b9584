import { keys } from './keys';
import { keyIn } from '../../vendors/admin/marks';
import type { AccountAdmin, SetupRecord } from '../../vendors/admin/ports';
import { type Found, identities, kinds, type Desired } from '../../vendors/admin/resources';
import { zendeskAddress } from './desiredWebhooks';

/** What exists in the account, read again on every run. */
export interface AccountState {
  me: string;
  found: Found[];
}

/** @throws VendorError */
export async function readAccountState(account: AccountAdmin): Promise<AccountState> {
  const found: Found[] = [];
  for (const kind of kinds) found.push(...(await account.places[kind].list()));
  return { me: await account.me(), found };
}

/**
 * The thing that setup made under this key: found by its id if the record has it, otherwise by its mark. If several
 * have the mark, the oldest one: a copy that somebody made carries the mark too.
 */
export function ours(
  found: readonly Found[],
  kind: Found['kind'],
  key: string,
  record: SetupRecord,
): Found | undefined {
  const made = record[key];
  const candidates = found.filter((it) => it.kind === kind);
  return (
    candidates.find(({ id }) => id === made?.id && !made.adopted) ??
    candidates.filter((it) => keyIn(it) === key).sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }))[0]
  );
}

/** A thing that somebody else made and that can be used instead of ours. */
export function standIn(found: readonly Found[], { kind, properties, otherTitles = [] }: Desired): Found | undefined {
  const identity = identities[kind];
  if (identity === undefined) return undefined;
  const wanted = [properties(() => '')[identity], ...(identity === 'title' ? otherTitles : [])];
  const fits = ({ properties: { [identity]: name, active } }: Found): boolean =>
    wanted.includes(name) && active !== false;
  return found.find((it) => it.kind === kind && fits(it) && !keyIn(it));
}

/** The URL that Zendesk's webhook calls now. Undefined if setup has not been run. */
export function currentEndpoint({ found }: AccountState, record: SetupRecord): string | undefined {
  const endpoint = ours(found, 'webhook', keys.webhook, record)?.properties['endpoint'];
  return typeof endpoint === 'string' ? endpoint : undefined;
}

/**
 * The address where Zendesk reaches us now. Undefined if setup has not been run, or if the webhook calls another
 * account's path.
 */
export function currentUrl(present: AccountState, webhooksPath: string, record: SetupRecord): string | undefined {
  const endpoint = currentEndpoint(present, record);
  const path = zendeskAddress({ url: '', webhooksPath });
  return endpoint?.endsWith(path) ? endpoint.slice(0, -path.length) : undefined;
}
