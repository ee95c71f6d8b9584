import { CONTACTED_TAG } from '../../../../activities/macros';
import { optionPrefix } from '../../../vendors/zendesk/fields';
import { keys } from '../keys';
import { marked } from '../../../vendors/admin/marks';
import type { IdOf, Value, Desired } from '../../../vendors/admin/resources';
import { texts, titled, toldStatuses } from './texts';
import { labelOf } from './desiredFields';
import { actionsOf, type Basis } from './basis';

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
  const { language } = policy;
  const text = texts[language];
  const notOurs = isNot('role', me);
  const notOursByApi = [isNot('current_via_id', via.api), notOurs];
  const change = is('update_type', 'Change');
  const byWhatsApp = [is('via_id', via.whatsApp), is('via_id', via.sunshineApi)];
  const contacted = { field: 'current_tags', operator: 'includes', value: CONTACTED_TAG };
  return [
    trigger({
      key: keys.created,
      titles: titled(language, (of) => texts[of].createdTitle),
      text: text.tellsCreated,
      why: 'reports new WhatsApp tickets',
      all: () => [is('update_type', 'Create')],
      any: byWhatsApp,
      body: { event: 'ticket_created' },
    }),
    ...toldStatuses.map((status) =>
      trigger({
        key: keys.status(status),
        titles: titled(language, (of) => texts[of].statusTitle(status)),
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
        titles: titled(language, (of) => texts[of].actionTitle(labelOf(action, texts[of], policy)), [
          `Ventana: action ${action}`,
        ]),
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
  titles: ReturnType<typeof titled>;
  text: string;
  why: string;
  all: (idOf: IdOf) => Value[];
  any: Value[];
  body: { event: string; [constant: string]: string };
}

function trigger({ key, titles, text, why, all, any, body: { event, ...constants } }: TriggerParts): Desired {
  const { title, otherTitles } = titles;
  return {
    kind: 'trigger',
    key,
    name: title,
    otherTitles,
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
