import type { MessageDefinition } from '../../../../../activities/policy';
import type { Template } from '../../../../vendors/sunshine/inspector';
import { type Check, type Finding, ok, problem, warning } from '../../check';
import type { Context } from '../context';

const MANAGER = 'WhatsApp Manager, Message templates';
/** `{{1}}`, or `{{name}}` in templates with named parameters. */
const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g;

/** Compares each language of each template in the policy with what Meta has. */
export const templates = ({ sunshine, config }: Context): Check[] =>
  Object.entries(config.policy.messages).flatMap(([message, { template }]) =>
    template.languages.map((language) => ({
      id: `template.${message}.${language}`,
      title: `Template ${template.name} (${language})`,
      needs: ['whatsapp.integration'],
      run: async () => judge(template, language, message, await sunshine.templates(config.sunshine.integrationId)),
    })),
  );

/** Finds what would make WhatsApp reject the template, or make it more expensive. */
function judge(
  wanted: MessageDefinition['template'],
  language: string,
  message: string,
  all: readonly Template[],
): Finding {
  const sameName = all.filter(({ name }) => name === wanted.name);
  const template = sameName.find((it) => it.language === language);
  if (!template) return missing(wanted.name, language, message, sameName);
  return unsendable(template) ?? misfit(template, wanted, message) ?? judgeCategory(template, wanted);
}

function missing(name: string, language: string, message: string, sameName: readonly Template[]): Finding {
  if (sameName.length === 0) {
    const todo = `Submit it for approval in ${MANAGER}, or correct messages.${message}.template.name in the policy file.`;
    return problem(`Meta has no template ${name}`, todo);
  }
  const others = sameName.map((it) => it.language).join(', ');
  return problem(
    `it does not exist in ${language}, only in ${others}`,
    `Add the language in ${MANAGER}, or correct messages.${message}.template.languages in the policy file.`,
  );
}

const WHAT_TO_DO: Readonly<Record<string, string>> = {
  PENDING: 'Wait: a review takes up to 24 hours.',
  REJECTED: `Read the reason in ${MANAGER}, change the text and submit it again.`,
  PAUSED: `Meta paused it for 3 to 6 hours because of negative feedback; make the text clearer in ${MANAGER}, a third pause disables it.`,
  DISABLED: `Create a new template with another name in ${MANAGER}, and use that name in the policy file.`,
};

function unsendable({ status }: Template): Finding | undefined {
  if (status === 'APPROVED') return undefined;
  return problem(`Meta says ${status}: it cannot be sent`, WHAT_TO_DO[status] ?? `See ${MANAGER}.`);
}

/** If the number of values is wrong, WhatsApp rejects the message with 132000. Ventana only fills the body. */
function misfit(
  { components }: Template,
  { parameters }: MessageDefinition['template'],
  message: string,
): Finding | undefined {
  const isBody = (type: string): boolean => type.toUpperCase() === 'BODY';
  const other = components.find(({ type, text }) => !isBody(type) && variablesOf(text) > 0);
  if (other) {
    const part = other.type.toLowerCase();
    return problem(
      `its ${part} has a variable, which Ventana does not fill in`,
      `Remove it from the ${part} in ${MANAGER}.`,
    );
  }
  const needed = variablesOf(components.find(({ type }) => isBody(type))?.text);
  if (needed === parameters.length) return undefined;
  return problem(
    `its body takes ${needed === 1 ? '1 value' : `${needed} values`}, and the policy gives ${parameters.length}`,
    `Correct messages.${message}.template.parameters in the policy file: one for each {{1}}, {{2}} ... of the body.`,
  );
}

const variablesOf = (text = ''): number => new Set([...text.matchAll(VARIABLE)].map(([, name]) => name)).size;

/**
 * Since April 2025 Meta approves a template as marketing if it does not accept it as utility. Only the category shows
 * this.
 */
function judgeCategory({ category }: Template, wanted: MessageDefinition['template']): Finding {
  if (category === 'UTILITY') return ok('APPROVED, UTILITY');
  if (category === 'MARKETING' && wanted.category === 'marketing') return ok('APPROVED, MARKETING, as the policy says');
  if (category === 'MARKETING') {
    return warning(
      'Meta classified it as MARKETING: each message costs the marketing rate (about 2 to 16 times the utility rate, depending on the country), counts towards the limit of marketing messages per person, and does not reach +1 numbers',
      `Mention the ticket or its subject in the text and submit it as utility in ${MANAGER}, or ask Meta for a review within 60 days.`,
    );
  }
  return warning(`its category is ${category}, not UTILITY`, `Submit it as utility in ${MANAGER}.`);
}
