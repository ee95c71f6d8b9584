import { CONTACTED_TAG, reopeningMacros, rescueMacros } from '../../../../activities/macros';
import { optionPrefix } from '../../../vendors/zendesk/fields';
import { keys } from '../keys';
import { marked } from '../../../vendors/admin/marks';
import type { IdOf, Value, Desired } from '../../../vendors/admin/resources';
import { texts, titled } from './texts';
import { actionsOf, type Basis, isRescue, isSilencing, isSwitch } from './basis';

/** What agents use: a macro for each message that they can request, and three views. */
export function desiredTools({ policy }: Basis): Desired[] {
  return [...actionsOf(policy).map((action) => macro(policy, action)), ...views(policy)];
}

/** Without a comment: that would go to the customer, or get mixed with what the agent is writing. */
function macro(policy: Basis['policy'], action: string): Desired {
  const text = texts[policy.language];
  const key = keys.macro(action);
  const own = ownMacro(policy, action);
  const { title, otherTitles } = own ?? proactiveMacro(policy, action);
  return {
    kind: 'macro',
    key,
    name: title,
    why: own?.why ?? `lets agents send "${action}"`,
    otherTitles,
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

type Titles = ReturnType<typeof titled>;

/** `::` separates the levels of Zendesk's menu of macros. */
function proactiveMacro({ language, titles = {} }: Basis['policy'], action: string): Titles {
  const presets = titled(language, (of) => texts[of].macroTitle(action));
  const title = titles[action];
  if (title === undefined) return presets;
  const whole = title.includes('::') ? title : `WhatsApp::${title}`;
  return { title: whole, otherTitles: [presets.title, ...presets.otherTitles].filter((it) => it !== whole) };
}

/** The macros that have words of their own; undefined: one of a proactive message. */
function ownMacro(
  { language, ticket: { reopening } }: Basis['policy'],
  action: string,
): (Titles & { text: string; why: string }) | undefined {
  const text = texts[language];
  // Zendesk cannot show a macro to administrators only: Ventana looks who applied it.
  if (isSwitch(action))
    return {
      ...titled(language, (of) => texts[of].switches[action].title),
      text: text.switches[action].macro,
      why: action === 'pause' ? 'lets administrators pause all sending' : 'lets administrators resume sending',
    };
  if (isSilencing(action))
    return {
      ...titled(language, (of) => texts[of].silencing[action].title),
      text: text.silencing[action].macro,
      why: action === 'silence' ? 'lets agents silence a ticket' : 'lets agents lift the silence of a ticket',
    };
  if (isRescue(action))
    return {
      ...titled(language, (of) => rescueMacros[of][action]),
      text: text.rescue[action].macro,
      why: action === 'rescue' ? 'lets agents rescue a lost reply' : 'lets agents withdraw a lost reply',
    };
  if (action !== 'reopening' || !reopening) return undefined;
  const presets = Object.values(reopeningMacros).filter((it) => it !== reopening.macro);
  return {
    title: reopening.macro,
    otherTitles: presets,
    text: text.reopeningMacro,
    why: 'lets agents reopen a conversation',
  };
}

function views({ language }: Basis['policy']): Desired[] {
  const text = texts[language];
  return [
    view({
      key: keys.closingView,
      titles: titled(language, (of) => texts[of].closingTitle),
      text: text.closingView,
      why: 'shows agents who must be answered now',
      // The field shows `closing` only while the customer waits for an answer.
      conditions: (idOf) => [below('solved'), shows(idOf(keys.window), `${optionPrefix.window}closing`)],
      groupedBy: keys.closesOn,
    }),
    view({
      key: keys.owedView,
      titles: titled(language, (of) => texts[of].owedTitle),
      text: text.owedView,
      why: 'shows agents who can only be reached by template',
      // New and open only: in pending and on-hold tickets the next step is not ours.
      conditions: (idOf) => [below('pending'), shows(idOf(keys.window), `${optionPrefix.window}closed`)],
    }),
    view({
      key: keys.unansweredView,
      titles: titled(language, (of) => texts[of].unansweredTitle),
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
  titles: Titles;
  text: string;
  why: string;
  conditions: (idOf: IdOf) => Value[];
  /** Key of the ticket field by which it is sorted first. */
  groupedBy?: string;
}

/** Only tickets whose status comes before this one. */
const below = (status: string): Value => ({ field: 'status', operator: 'less_than', value: status });

const shows = (fieldId: string, value: string): Value => ({ field: `custom_fields_${fieldId}`, operator: 'is', value });

function view({ key, titles: { title, otherTitles }, text, why, conditions, groupedBy }: ViewParts): Desired {
  return {
    kind: 'view',
    key,
    name: title,
    why,
    otherTitles,
    properties: (idOf) => ({
      title,
      description: marked(text, key),
      active: true,
      all: conditions(idOf),
      any: [],
      ...(groupedBy !== undefined && { groupedBy: idOf(groupedBy) }),
    }),
    // Only set at creation: Zendesk's answers name columns differently, and people may arrange them as they like.
    initially: (idOf) => ({ columns: ['description', 'requester', 'assignee', 'updated', idOf(keys.closesAt)] }),
  };
}
