import { join } from 'node:path';

/** The secrets that `ventana setup` reads from the vendors and stores for the service. */
export const storedSecretNames = ['ZENDESK_WEBHOOK_SECRET', 'SUNSHINE_WEBHOOK_SECRET'] as const;

export type StoredSecretName = (typeof storedSecretNames)[number];

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
    .filter(([, text]) => text !== '');
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
