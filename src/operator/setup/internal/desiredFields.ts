import { fieldTitles, optionPrefix } from '../../../vendors/zendesk/fields';
import { userFields } from '../../../vendors/zendesk/users';
import { keys } from '../keys';
import { marked } from './marks';
import { OPTION, type Properties, type Desired } from '../../../vendors/admin/resources';
import { type Texts, texts } from './texts';
import { actionsOf, type Basis, isRescue, isSwitch } from './basis';

/** The ticket fields, found by their titles, and the user fields, found by their keys. */
export function desiredFields({ policy }: Basis): Desired[] {
  const text = texts[policy.language];
  const { open, closing, closed } = text.windowOptions;
  return [
    ticketField(keys.window, fieldTitles.window, 'shows whether free-form messages can be sent', {
      description: marked(text.window, keys.window),
      type: 'tagger',
      ...options(optionPrefix.window, { open, closing, closed }),
    }),
    ticketField(keys.closesAt, fieldTitles.closesAt, 'shows when the window closes', {
      description: marked(text.closesAt, keys.closesAt),
      type: 'text',
    }),
    ticketField(keys.action, fieldTitles.action, 'lets macros request a message', {
      description: marked(text.action, keys.action),
      type: 'tagger',
      ...options(optionPrefix.action, actionLabels(policy, text)),
    }),
    ticketField(keys.answer, fieldTitles.answer, 'shows that a customer has not answered our message', {
      description: marked(text.answer, keys.answer),
      type: 'tagger',
      ...options(optionPrefix.answer, { awaited: text.answerAwaited }),
    }),
    checkbox(userFields.optOut, 'WhatsApp opt-out', text.optOut, 'records who said STOP'),
    checkbox(
      userFields.marketingOptOut,
      'WhatsApp marketing opt-out',
      text.marketingOptOut,
      'records who opted out of marketing',
    ),
    ...(policy.ticket.consentRequired
      ? [
          checkbox(
            userFields.optIn,
            'WhatsApp opt-in',
            text.optIn,
            'the policy requires consent for proactive messages',
          ),
        ]
      : []),
  ];
}

const actionLabels = (policy: Basis['policy'], text: Texts): Record<string, string> =>
  Object.fromEntries(actionsOf(policy).map((action) => [action, labelOf(action, text)]));

function labelOf(action: string, text: Texts): string {
  if (isSwitch(action)) return text.switches[action].label;
  if (isRescue(action)) return text.rescue[action].label;
  return action === 'reopening' ? text.reopening : text.send(action);
}

const options = (prefix: string, labels: Record<string, string>): Properties =>
  Object.fromEntries(Object.entries(labels).map(([name, label]) => [`${OPTION}${prefix}${name}`, label]));

const ticketField = (key: string, title: string, why: string, properties: Properties): Desired => ({
  kind: 'ticketField',
  key,
  name: title,
  why,
  properties: () => ({ title, active: true, ...properties }),
});

function checkbox(key: string, title: string, description: string, why: string): Desired {
  const mark = keys.userField(key);
  return {
    kind: 'userField',
    key: mark,
    name: title,
    why,
    properties: () => ({ key, title, type: 'checkbox', active: true, description: marked(description, mark) }),
  };
}
