import { join } from 'node:path';

/** The secrets that `ventana setup` stores for the service: it reads them from the vendors, and makes the app's. */
export const storedSecretNames = ['ZENDESK_WEBHOOK_SECRET', 'SUNSHINE_WEBHOOK_SECRET', 'ZENDESK_APP_SECRET'] as const;

export type StoredSecretName = (typeof storedSecretNames)[number];

/** What setup makes for the app. A damaged file must not stop the service: then the app may not read, as doctor says. */
const MADE = /^[\w-]{32,}(,[\w-]{32,})*$/;

/** @param account the Zendesk subdomain, in lower case */
export const storedSecretPath = (dataFolder: string, account: string, name: StoredSecretName): string =>
  join(dataFolder, 'secrets', account, name);

/**
 * Fills in missing secrets from the files that `ventana setup` has stored, if there are any.
 * @param set the variables, as `readSecretFiles` returns them
 * @param readFile throws as `readFileSync` does
 */
export function withStoredSecrets(
  set: Record<string, string>,
  dataFolder: string,
  readFile: (path: string) => string,
): Record<string, string> {
  const account = set['ZENDESK_SUBDOMAIN']?.toLowerCase() ?? '';
  if (!/^[a-z0-9-]+$/.test(account)) return set;
  const stored = storedSecretNames
    .filter((name) => set[name] === undefined)
    .map((name) => [name, contentOf(storedSecretPath(dataFolder, account, name), readFile)] as const)
    .filter(([name, text]) => text !== '' && (name !== 'ZENDESK_APP_SECRET' || MADE.test(text)));
  return { ...set, ...Object.fromEntries(stored) };
}

/** Returns an empty text when there is no such file. The variable then counts as missing and is reported as such. */
function contentOf(path: string, readFile: (path: string) => string): string {
  try {
    return readFile(path).trim();
  } catch {
    return '';
  }
}
