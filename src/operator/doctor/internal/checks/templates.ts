import type { MessageDefinition } from '../../../../../activities/policy';
import type { Template } from '../../../../vendors/sunshine/templates';
import { type Check, type Finding, ok, problem, warning } from '../../check';
import type { Context } from '../context';
import { templateMismatches } from '../templateMismatches';

type Wanted = MessageDefinition['template'];

const MANAGER = 'WhatsApp Manager, Message templates';

/** Compares each language of each template in the policy with what Meta has. */
export const templates = ({ sunshine, config }: Pick<Context, 'sunshine' | 'config'>): Check[] =>
  Object.entries(config.policy.messages).flatMap(([message, { template }]) =>
    template.languages.map((language) => ({
      id: `template.${message}.${language}`,
      title: `Template ${template.name} (${language})`,
      needs: ['whatsapp.integration'],
      run: async () => judge(template, language, message, await sunshine.templates(config.sunshine.integrationId)),
    })),
  );

/** Finds all that would make WhatsApp reject the template, or else what makes it more expensive or endangers it. */
function judge(wanted: Wanted, language: string, message: string, all: readonly Template[]): Finding {
  const sameName = all.filter(({ name }) => name === wanted.name);
  const template = sameName.find((it) => it.language === language);
  if (!template) return missing(wanted.name, language, message, sameName);
  const problems = [...unsendable(template), ...misfits(template, wanted, message)];
  const warnings = [...unreadable(template), ...judgeCategory(template, wanted, message), ...judgeQuality(template)];
  if (problems.length > 0) return together([...problems, ...warnings]);
  if (warnings.length > 0) return together(warnings);
  const said = wanted.category === 'marketing' ? ', as the policy says' : '';
  return ok(`APPROVED, ${template.category}${said}`);
}

/** Several findings as one line, the gravest first. */
function together(findings: Finding[]): Finding {
  const todos = [...new Set(findings.map(({ todo }) => todo))];
  const [first] = findings;
  const setting = findings.find((it) => it.level === first?.level && it.setting !== undefined)?.setting;
  return {
    level: first?.level ?? 'problem',
    found: findings.map(({ found }) => found).join('; '),
    todo: todos.join(' '),
    ...(setting !== undefined && { setting }),
  };
}

const settingOf = (message: string, key: string): string => `messages.${message}.template.${key}`;

function missing(name: string, language: string, message: string, sameName: readonly Template[]): Finding {
  if (sameName.length === 0) {
    const setting = settingOf(message, 'name');
    const todo = `Submit it for approval in ${MANAGER}, or correct ${setting} in the policy file.`;
    return { ...problem(`Meta has no template ${name}`, todo), setting };
  }
  const others = sameName.map((it) => it.language).join(', ');
  const setting = settingOf(message, 'languages');
  return {
    ...problem(
      `it does not exist in ${language}, only in ${others}`,
      `Add the language in ${MANAGER}, or correct ${setting} in the policy file.`,
    ),
    setting,
  };
}

const WHAT_TO_DO: Readonly<Record<string, string>> = {
  PENDING: 'Wait: a review takes up to 24 hours.',
  IN_APPEAL: 'Wait: Meta is reviewing its decision.',
  REJECTED: `Read the reason in ${MANAGER}, change the text and submit it again.`,
  PAUSED: `Meta paused it for 3 to 6 hours because of negative feedback; make the text clearer in ${MANAGER}, a third pause disables it.`,
  DISABLED: `Create a new template with another name in ${MANAGER}, and use that name in the policy file.`,
  ARCHIVED: `Restore it in ${MANAGER}, or use another template in the policy file.`,
};

function unsendable({ status }: Template): Finding[] {
  if (status === 'APPROVED') return [];
  return [problem(`Meta says ${status}: it cannot be sent`, WHAT_TO_DO[status] ?? `See ${MANAGER}.`)];
}

function misfits(template: Template, wanted: Wanted, message: string): Finding[] {
  if (template.components === undefined) return [];
  return templateMismatches(wanted, template).map(({ found, key }) => {
    if (key === undefined) return problem(found, `Use a template without it, or change it in ${MANAGER}.`);
    const setting = settingOf(message, key);
    return { ...problem(found, `Correct ${setting} in the policy file, or the template in ${MANAGER}.`), setting };
  });
}

const unreadable = ({ components }: Template): Finding[] =>
  components === undefined
    ? [warning('its parts are not listed: the values that it needs are not checked', `Compare them in ${MANAGER}.`)]
    : [];

/**
 * Since April 2025 Meta approves a template as marketing if it does not accept it as utility. Only the category shows
 * this.
 */
function judgeCategory({ category }: Template, wanted: Wanted, message: string): Finding[] {
  const setting = settingOf(message, 'category');
  if (category === wanted.category?.toUpperCase()) return [];
  if (category === 'UTILITY' && wanted.category === undefined) return [];
  if (category === 'UTILITY') {
    return [
      {
        ...warning(
          'its category is UTILITY, and the policy says marketing: customers who have stopped marketing messages do not get it',
          `Set ${setting} to utility in the policy file.`,
        ),
        setting,
      },
    ];
  }
  if (category === 'MARKETING') {
    return [
      {
        ...warning(
          'Meta classified it as MARKETING: each message costs the marketing rate (about 2 to 16 times the utility rate, depending on the country), counts towards the limit of marketing messages per person, and does not reach +1 numbers',
          `Mention the ticket or its subject in the text and submit it as utility in ${MANAGER}, or ask Meta for a review within 60 days; until then set ${setting} to marketing in the policy file.`,
        ),
        setting,
      },
    ];
  }
  return [warning(`its category is ${category}, not UTILITY`, `Submit it as utility in ${MANAGER}.`)];
}

/** Meta pauses a template whose rating is RED. */
function judgeQuality({ quality }: Template): Finding[] {
  if (quality !== 'RED' && quality !== 'YELLOW') return [];
  const what = quality === 'RED' ? 'low (RED): Meta is about to pause it' : 'medium (YELLOW)';
  return [warning(`its quality is ${what}`, `Customers block or report it: make the text clearer in ${MANAGER}.`)];
}
