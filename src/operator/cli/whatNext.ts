import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { VendorError } from '../../../activities/vendorError';
import { say } from '../../language/say';
import type { Problem } from '../../problems/configError';

const VARIABLE = /^[A-Z][A-Z0-9_]+$/;

/**
 * What to do when variables are missing because nothing here sets any: the command was typed in another folder, or
 * before the file was written. Undefined if there is a file, or if something else is wrong.
 * @param isThere whether a file exists; default: on the disk
 */
export function noSettingsHint(problems: readonly Problem[], isThere = existsSync): string | undefined {
  const missing = problems.filter(({ where, message }) => VARIABLE.test(where) && message === 'is not set');
  if (missing.length < 2 || isThere('.env')) return undefined;
  return say(
    "There is no file .env in {folder}. Run the command in Ventana's folder, or copy .env.example to .env there and fill it in.",
    { folder: resolve('.') },
  );
}

/** Where to look when a vendor gives no answer, or none that helps. */
export function vendorDownHint({ vendor, status }: VendorError): string {
  if (status !== undefined)
    return say('The fault is on its side: see {page}, and try again later.', { page: STATUS_PAGE });
  const [name, settings] =
    vendor === 'zendesk' ? (['Zendesk', ZENDESK] as const) : (['Sunshine Conversations', SUNSHINE] as const);
  return say('{name} cannot be reached from here. Check the network and {settings}, then: npx ventana doctor', {
    ...{ name, settings: say(settings) },
  });
}

const STATUS_PAGE = 'https://status.zendesk.com';
const ZENDESK = 'ZENDESK_SUBDOMAIN (or ZENDESK_BASE_URL)';
const SUNSHINE = 'ZENDESK_SUBDOMAIN (or SUNSHINE_BASE_URL)';
