import { rescueMacros } from '../../../../activities/macros';
import { optionPrefix } from '../../../vendors/zendesk/fields';
import { keys } from '../keys';
import { marked } from './marks';
import type { IdOf, Value, Desired } from '../../../vendors/admin/resources';
import { type Texts, texts } from './texts';
import { actionsOf, type Basis, CONTACTED_TAG, isRescue, isSwitch } from './basis';

/** What agents use: a macro for each message that they can request, and three views. */
export function desiredTools({ policy }: Basis): Desired[] {
  return [...actionsOf(policy).map((action) => macro(policy, action)), ...views(policy)];
}

/** Without a comment: that would go to the customer, or get mixed with what the agent is writing. */
function macro({ language, ticket }: Basis['policy'], action: string): Desired {
  const text = texts[language];
  const key = keys.macro(action);
  if (isSwitch(action)) return switchMacro(text, key, action);
  const own = ownMacro(language, ticket, action);
  const title = own?.title ?? text.macroTitle(action);
  return {
    kind: 'macro',
    key,
    name: title,
    why: own?.why ?? `lets agents send "${action}"`,
    properties: (idOf) => ({
      title,
      description: marked(own?.text ?? text.sendMacro(action), key),
      active: true,
      actions: [
        { field: `custom_fields_${idOf(keys.action)}`, value: `${optionPrefix.action}${action}` },
        ...(own ? [] : [{ field: 'current_tags', value: CONTACTED_TAG }]),
      ],
    }),
  };
}

/** The macros that have words of their own; undefined: one of a proactive message. */
function ownMacro(
  language: Basis['policy']['language'],
  { reopening }: Basis['policy']['ticket'],
  action: string,
): { title: string | undefined; text: string; why: string } | undefined {
  const text = texts[language];
  if (isRescue(action))
    return {
      title: rescueMacros[language][action],
      text: text.rescue[action].macro,
      why: action === 'rescue' ? 'lets agents rescue a lost reply' : 'lets agents withdraw a lost reply',
    };
  if (action !== 'reopening') return undefined;
  return { title: reopening?.macro, text: text.reopeningMacro, why: 'lets agents reopen a conversation' };
}

/** Zendesk cannot show a macro to administrators only: Ventana looks who applied it. */
function switchMacro({ switches }: Texts, key: string, action: 'pause' | 'resume'): Desired {
  const { title, macro: description } = switches[action];
  return {
    kind: 'macro',
    key,
    name: title,
    why: action === 'pause' ? 'lets administrators pause all sending' : 'lets administrators resume sending',
    properties: (idOf) => ({
      title,
      description: marked(description, key),
      active: true,
      actions: [{ field: `custom_fields_${idOf(keys.action)}`, value: `${optionPrefix.action}${action}` }],
    }),
  };
}

function views({ language }: Basis['policy']): Desired[] {
  const text = texts[language];
  return [
    view({
      key: keys.closingView,
      title: 'WhatsApp: window closing',
      text: text.closingView,
      why: 'shows agents who must be answered now',
      conditions: (idOf) => [below('solved'), shows(idOf(keys.window), `${optionPrefix.window}closing`)],
    }),
    view({
      key: keys.owedView,
      title: 'WhatsApp: window closed, answer owed',
      text: text.owedView,
      why: 'shows agents who can only be reached by template',
      // New and open only: in pending and on-hold tickets the next step is not ours.
      conditions: (idOf) => [below('pending'), shows(idOf(keys.window), `${optionPrefix.window}closed`)],
    }),
    view({
      key: keys.unansweredView,
      title: text.unansweredTitle,
      text: text.unansweredView,
      why: 'shows which customers have not answered a reopening or proactive message',
      conditions: (idOf) => [
        { field: 'status', operator: 'greater_than', value: 'open' },
        below('solved'),
        shows(idOf(keys.answer), `${optionPrefix.answer}awaited`),
      ],
    }),
  ];
}

interface ViewParts {
  key: string;
  title: string;
  text: string;
  why: string;
  conditions: (idOf: IdOf) => Value[];
}

/** Only tickets whose status comes before this one. */
const below = (status: string): Value => ({ field: 'status', operator: 'less_than', value: status });

const shows = (fieldId: string, value: string): Value => ({ field: `custom_fields_${fieldId}`, operator: 'is', value });

function view({ key, title, text, why, conditions }: ViewParts): Desired {
  return {
    kind: 'view',
    key,
    name: title,
    why,
    properties: (idOf) => ({ title, description: marked(text, key), active: true, all: conditions(idOf), any: [] }),
    // Only set at creation: Zendesk's answers name columns differently, and people may arrange them as they like.
    initially: (idOf) => ({ columns: ['description', 'requester', 'assignee', 'updated', idOf(keys.closesAt)] }),
  };
}
