import { reopeningMacros } from '../../../activities/macros';
import type { Language, MessageDefinition, Policy, TemplateButton, TemplateHeader } from '../../../activities/policy';
import type { TicketPolicy } from '../../../activities/types';
import type { HoursPolicy, QuietHours } from '../../hours/hoursPolicy';
import { durationMs } from './durations';
import { toOptOutKeywords } from './optOutKeywords';
import type { SweepPolicy } from '../policyConfig';
import { percent, type PolicyFile } from '../policySchema';
import { weekIntervals } from './weekSyntax';

/** An agent sees the note within 3 s (Z1). */
const SETTLE_MS = 1_500;

/**
 * Converts the policy file to the shape that the activities use. A feature whose message is not defined is left out: it
 * is off.
 */
export function toPolicy(file: PolicyFile): Policy {
  return {
    language: file.language,
    ticket: toTicketPolicy(file),
    messages: mapValues(file.messages, toMessage),
    ...titlesIn(file),
    ...toOptOutKeywords(file),
    ...experimentIn(file),
    ...budgetIn(file),
    defaultCountry: file.phone.defaultCountry,
  };
}

const experimentIn = ({ experiment }: PolicyFile): Pick<Policy, 'experiment'> =>
  experiment === 'off' ? {} : { experiment: { name: experiment.name, holdout: percent(experiment.holdout) / 100 } };

function budgetIn({ budget }: PolicyFile): Pick<Policy, 'budget'> {
  if (budget === 'off') return {};
  const { soft, hard } = budget.monthly;
  const amounts = { ...(soft !== undefined && { soft }), ...(hard !== undefined && { hard }) };
  return { budget: { ...amounts, whenReached: budget.whenReached } };
}

/** Of the message that the policy has by default. */
const INCIDENT: Record<Language, string> = { es: 'Avisar de incidencia', en: 'Report an incident' };

function titlesIn({ proactive, language }: PolicyFile): Pick<Policy, 'titles'> {
  const titles = Object.entries(proactive).map(([name, { title }]) => {
    return [name, title ?? (name === 'incident' ? INCIDENT[language] : undefined)] as const;
  });
  const given = titles.filter((it): it is [string, string] => it[1] !== undefined);
  return given.length === 0 ? {} : { titles: Object.fromEntries(given) };
}

function toTicketPolicy(file: PolicyFile): TicketPolicy {
  const { followUp, agentWarning, reopening, rescue, messages } = file;
  const defined = (name: string): boolean => Object.hasOwn(messages, name);
  const proactive = mapValues(file.proactive, ({ message, followUps }, name) => ({
    message: message ?? name,
    followUps,
  }));
  return {
    windowMarginMs: durationMs(file.window.margin),
    settleMs: SETTLE_MS,
    ...(followUp !== 'off' &&
      defined(followUp.message) && {
        followUp: {
          anchor: followUp.anchor,
          afterMs: durationMs(followUp.after),
          beforeMs: durationMs(followUp.before),
          graceMs: durationMs(followUp.grace),
          max: followUp.max,
          message: followUp.message,
          ...(followUp.solveAfter !== 'off' && { solveAfterMs: durationMs(followUp.solveAfter) }),
          ...(followUp.endedSession === 'remind' && { remindsEndedSession: true }),
        },
      }),
    ...(agentWarning !== 'off' && { agentWarning: { beforeMs: durationMs(agentWarning.before) } }),
    ...(reopening !== 'off' &&
      defined(reopening.message) && {
        reopening: {
          mode: reopening.mode,
          minOfficeMs: durationMs(reopening.minOffice),
          message: reopening.message,
          macro: reopening.macro ?? reopeningMacros[file.language],
          followUps: reopening.followUps,
        },
      }),
    ...(rescue !== 'off' &&
      defined(rescue.message) && {
        rescue: {
          mode: rescue.mode,
          deliver: rescue.deliver,
          expiresMs: durationMs(rescue.expires),
          message: rescue.message,
        },
      }),
    proactive: Object.fromEntries(Object.entries(proactive).filter(([, { message }]) => defined(message))),
    ...(file.mode === 'observe' && { observes: true }),
    ...(file.window.prefer === 'cheapest' && { prefersCheapest: true }),
    ...(file.consent.proactive === 'required' && { consentRequired: true }),
    messages: mapValues(messages, ({ text }) => ({ hasText: text !== undefined })),
  };
}

function toMessage({ template, text }: PolicyFile['messages'][string]): MessageDefinition {
  const { name, namespace, languages, header, parameters, buttons, category } = template;
  return {
    template: {
      name,
      ...(namespace !== undefined && { namespace }),
      languages,
      ...(header && { header: toHeader(header) }),
      parameters,
      ...(buttons && { buttons: buttons.map(toButton) }),
      ...(category && { category }),
    },
    ...(text && { text }),
  };
}

type Template = PolicyFile['messages'][string]['template'];

/** The schema has made sure that exactly one of the kinds is there. */
function toHeader({ text, image, video, document = '', filename }: NonNullable<Template['header']>): TemplateHeader {
  if (text !== undefined) return { text: typeof text === 'string' ? [text] : text };
  if (image !== undefined) return { image };
  if (video !== undefined) return { video };
  return { document, ...(filename !== undefined && { filename }) };
}

function toButton({ index, url, payload, code = '' }: NonNullable<Template['buttons']>[number]): TemplateButton {
  if (url !== undefined) return { index, url };
  return payload === undefined ? { index, code } : { index, payload };
}

export function toHours(hours: PolicyFile['hours']): HoursPolicy {
  if (hours === 'zendesk') return { from: 'zendesk' };
  if ('schedule' in hours) return { from: 'zendesk', schedule: hours.schedule };
  return {
    from: 'policy',
    ...(hours.name !== undefined && { name: hours.name }),
    timeZone: hours.timeZone,
    week: weekIntervals(hours.week),
    holidays: hours.holidays.map((days) => {
      const [startDate = '', endDate = startDate] = days.split('..');
      return { startDate, endDate };
    }),
  };
}

export const toSweep = (sweep: PolicyFile['sweep']): SweepPolicy | undefined =>
  sweep === 'off' ? undefined : { everyMs: durationMs(sweep.every) };

export function toQuietHours(text: string): QuietHours | undefined {
  if (text === 'off') return undefined;
  const [start = '', end = ''] = text.split('-').map((time) => time.trim().padStart(5, '0'));
  return { start, end };
}

const mapValues = <A, B>(record: Record<string, A>, map: (value: A, key: string) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
