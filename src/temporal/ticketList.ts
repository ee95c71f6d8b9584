import { openTickets } from './internal/openTickets';

/**
 * The list of open tickets in Temporal's UI. Its columns cannot be part of an address: the UI keeps them in the
 * browser (2.4x, in the CLI 1.9.1).
 * @param uiUrl of the namespace's workflows
 * @param account undefined: of all accounts
 */
export function ticketListUrl(uiUrl: string, account?: string): string {
  const query = openTickets(account).join(' AND ');
  return `${uiUrl}?query=${encodeURIComponent(query).replaceAll("'", '%27')}`;
}
