import type { Language } from '../../../../activities/policy';
import { boxTitles } from '../../../../activities/titles';
import { type fieldKeys, fieldTitles, optionPrefix } from '../../../vendors/zendesk/fields';
import { userFields } from '../../../vendors/zendesk/users';
import { keys } from '../keys';
import { marked } from '../../../vendors/admin/marks';
import { OPTION, type Properties, type Desired } from '../../../vendors/admin/resources';
import { titled, type Texts, texts } from './texts';
import { actionsOf, type Basis, isRescue, isSilencing, isSwitch } from './basis';

/** The ticket fields, found by their marks, and the user fields, found by their keys. */
export function desiredFields({ policy }: Basis): Desired[] {
  const { language } = policy;
  const text = texts[language];
  const { open, closing, closed } = text.windowOptions;
  const field = ticketFieldIn(language);
  const box = checkboxIn(language);
  return [
    field('window', 'shows whether free-form messages can be sent', {
      type: 'tagger',
      ...options(optionPrefix.window, { open, closing, closed }),
    }),
    field('closesAt', 'shows when the window closes', { type: 'text' }),
    // Zendesk's dates have no time of day.
    field('closesOn', 'sorts views by when the window closes', { type: 'date' }),
    field('action', 'lets macros request a message', {
      type: 'tagger',
      ...options(optionPrefix.action, actionLabels(policy, text)),
    }),
    field('answer', 'shows that a customer has not answered our message', {
      type: 'tagger',
      ...options(optionPrefix.answer, { awaited: text.answerAwaited }),
    }),
    field('silence', 'shows that an agent has silenced the ticket', {
      type: 'tagger',
      ...options(optionPrefix.silence, { on: text.silenceOn }),
    }),
    field('outcome', 'shows reports what came of our last message', {
      type: 'tagger',
      ...options(optionPrefix.outcome, text.outcomes),
    }),
    box('optOut', 'records who said STOP'),
    box('marketingOptOut', 'records who opted out of marketing'),
    ...(policy.ticket.consentRequired ? [box('optIn', 'the policy requires consent for proactive messages')] : []),
  ];
}

const actionLabels = (policy: Basis['policy'], text: Texts): Record<string, string> =>
  Object.fromEntries(actionsOf(policy).map((action) => [action, labelOf(action, text, policy)]));

/** What agents call an action. */
export function labelOf(action: string, text: Texts, { titles = {} }: Basis['policy']): string {
  if (isSwitch(action)) return text.switches[action].label;
  if (isRescue(action)) return text.rescue[action].label;
  if (isSilencing(action)) return text.silencing[action].label;
  if (action === 'reopening') return text.reopening;
  return titles[action]?.split('::').at(-1) ?? text.send(action);
}

const options = (prefix: string, labels: Record<string, string>): Properties =>
  Object.fromEntries(Object.entries(labels).map(([name, label]) => [`${OPTION}${prefix}${name}`, label]));

const ticketFieldIn =
  (language: Language) =>
  (field: keyof typeof fieldKeys, why: string, properties: Properties): Desired => {
    const { title, otherTitles } = titled(language, (of) => fieldTitles[of][field]);
    const description = marked(texts[language][field], keys[field]);
    return {
      kind: 'ticketField',
      key: keys[field],
      name: title,
      why,
      otherTitles,
      properties: () => ({ title, active: true, description, ...properties }),
    };
  };

const checkboxIn =
  (language: Language) =>
  (box: keyof typeof userFields, why: string): Desired => {
    const { title, otherTitles } = titled(language, (of) => boxTitles[of][box]);
    const key = userFields[box];
    const mark = keys.userField(key);
    const description = marked(texts[language][box], mark);
    return {
      kind: 'userField',
      key: mark,
      name: title,
      why,
      otherTitles,
      properties: () => ({ key, title, type: 'checkbox', active: true, description }),
    };
  };
