/** What Zendesk shows the agent of the tickets on the board: one request for a hundred of them. */
import type { ZafClient } from './zaf';
import { asText, fieldOf } from './zendesk';

export interface TicketInfo {
  subject: string;
  requester: string;
  assignee: string;
  /** Empty: none. */
  groupId: string;
  group: string;
}

export interface Infos {
  known: ReadonlyMap<string, TicketInfo>;
  /** The tickets that Zendesk was asked for, also those that it does not show this agent. */
  read: ReadonlySet<string>;
  /** Zendesk has refused the last request. */
  failed: boolean;
}

/** The most that `show_many` takes. */
export const AT_ONCE = 100;

/**
 * Tickets that this agent may not see are left out. So are names of an answer that does not bring them along.
 * @param ids at most `AT_ONCE`
 * @throws what the SDK throws of a refused request
 */
export async function readTickets(client: ZafClient, ids: readonly string[]): Promise<Map<string, TicketInfo>> {
  const answer = await client.request({
    url: `/api/v2/tickets/show_many.json?ids=${ids.join(',')}&include=users,groups`,
    type: 'GET',
    dataType: 'json',
  });
  const users = namesIn(answer, 'users');
  const groups = namesIn(answer, 'groups');
  return new Map(
    itemsIn(answer, 'tickets').map((ticket) => {
      const groupId = asText(fieldOf(ticket, 'group_id'));
      const nameOf = (field: string): string => users.get(asText(fieldOf(ticket, field))) ?? '';
      const info = {
        ...{ subject: asText(fieldOf(ticket, 'subject')), requester: nameOf('requester_id') },
        ...{ assignee: nameOf('assignee_id'), groupId, group: groups.get(groupId) ?? '' },
      };
      return [asText(fieldOf(ticket, 'id')), info] as const;
    }),
  );
}

function itemsIn(answer: unknown, name: string): unknown[] {
  const items = fieldOf(answer, name);
  return Array.isArray(items) ? (items as unknown[]) : [];
}

const namesIn = (answer: unknown, name: string): Map<string, string> =>
  new Map(itemsIn(answer, name).map((it) => [asText(fieldOf(it, 'id')), asText(fieldOf(it, 'name'))]));
