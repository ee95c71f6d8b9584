import { keys } from './keys';
import { keyIn } from './internal/marks';
import type { AccountAdmin, SetupRecord } from '../../vendors/admin/ports';
import { type Found, identities, kinds, type Desired } from '../../vendors/admin/resources';
import { zendeskAddress } from './desiredWebhooks';

/** What stands in the account, read anew at every run. */
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
 * The thing that setup made under this key: by its id where the record knows it, else by its mark. The oldest of several: a copy that
 * somebody made of it carries the mark too.
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

/** Somebody else's thing in the place of ours. */
export function standIn(found: readonly Found[], { kind, properties }: Desired): Found | undefined {
  const identity = identities[kind];
  if (identity === undefined) return undefined;
  const wanted = properties(() => '')[identity];
  return found.find(
    (it) => it.kind === kind && it.properties[identity] === wanted && it.properties['active'] !== false && !keyIn(it),
  );
}

/** What Zendesk's webhook calls now; undefined where setup has not been here. */
export function currentEndpoint({ found }: AccountState, record: SetupRecord): string | undefined {
  const endpoint = ours(found, 'webhook', keys.webhook, record)?.properties['endpoint'];
  return typeof endpoint === 'string' ? endpoint : undefined;
}

/** Where Zendesk reaches us now; undefined where setup has not been here, or for other accounts' paths. */
export function currentUrl(present: AccountState, webhooksPath: string, record: SetupRecord): string | undefined {
  const endpoint = currentEndpoint(present, record);
  const path = zendeskAddress({ url: '', webhooksPath });
  return endpoint?.endsWith(path) ? endpoint.slice(0, -path.length) : undefined;
}
