import { optionPrefix } from '../../../vendors/zendesk/fields';
import type { TicketStatus } from '../../../../activities/types';
import { keys } from '../keys';
import { marked } from './marks';
import type { IdOf, Value, Desired } from '../../../vendors/admin/resources';
import { texts } from './texts';
import { actionsOf, type Basis, CONTACTED_TAG } from './basis';

/** Without `new`: no ticket returns to it. */
const STATUSES: TicketStatus[] = ['open', 'pending', 'hold', 'solved', 'closed'];

/**
 * Zendesk's numbers for the channels in `via`: WhatsApp, API requests, and Sunshine's API, through which a reply to a
 * notification may arrive.
 */
const via = { whatsApp: '74', api: '5', sunshineApi: '87' };

const is = (field: string, value: string): Value => ({ field, operator: 'is', value });
const isNot = (field: string, value: string): Value => ({ field, operator: 'is_not', value });

/**
 * The triggers send only constants and ids: a text placeholder would break the JSON on quotes and line breaks. So there
 * is one trigger per constant. Our own updates are not reported. A Zendesk trigger has one list of "all" and one of
 * "any" conditions. Where "any" is free, only what our user does through the API is left out, because a person may
 * share that user.
 */
export function desiredTriggers({ policy, me }: Basis): Desired[] {
  const text = texts[policy.language];
  const notOurs = isNot('role', me);
  const notOursByApi = [isNot('current_via_id', via.api), notOurs];
  const change = is('update_type', 'Change');
  const byWhatsApp = [is('via_id', via.whatsApp), is('via_id', via.sunshineApi)];
  const contacted = { field: 'current_tags', operator: 'includes', value: CONTACTED_TAG };
  return [
    trigger({
      key: keys.created,
      title: 'Ventana: ticket created',
      text: text.tellsCreated,
      why: 'reports new WhatsApp tickets',
      all: () => [is('update_type', 'Create')],
      any: byWhatsApp,
      body: { event: 'ticket_created' },
    }),
    ...STATUSES.map((status) =>
      trigger({
        key: keys.status(status),
        title: `Ventana: status ${status}`,
        text: text.tellsStatus(status),
        why: `reports when a ticket becomes ${status}`,
        all: () => [change, { field: 'status', operator: 'value', value: status }, notOurs],
        any: [...byWhatsApp, contacted],
        body: { event: 'status_changed', status },
      }),
    ),
    ...actionsOf(policy).map((action) =>
      trigger({
        key: keys.requested(action),
        title: `Ventana: action ${action}`,
        text: text.tellsAction(action),
        why: `reports that an agent requested "${action}"`,
        // Zendesk has no "changed to" condition for custom fields. So the trigger fires again until Ventana has emptied
        // the field, which does no harm.
        all: (idOf) => [is(`custom_fields_${idOf(keys.action)}`, `${optionPrefix.action}${action}`)],
        any: notOursByApi,
        body: { event: 'action_requested', action, agent_id: '{{current_user.id}}' },
      }),
    ),
  ];
}

interface TriggerParts {
  key: string;
  title: string;
  text: string;
  why: string;
  all: (idOf: IdOf) => Value[];
  any: Value[];
  body: { event: string; [constant: string]: string };
}

function trigger({ key, title, text, why, all, any, body: { event, ...constants } }: TriggerParts): Desired {
  return {
    kind: 'trigger',
    key,
    name: title,
    why,
    properties: (idOf) => ({
      title,
      description: marked(text, key),
      active: true,
      all: all(idOf),
      any,
      webhook: idOf(keys.webhook),
      body: JSON.stringify({ event, ticket_id: '{{ticket.id}}', ...constants }),
      otherActions: [],
    }),
  };
}
