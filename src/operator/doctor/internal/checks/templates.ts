import { say } from '../../../../language/say';
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
      title: say('Template {name} ({language})', { name: template.name, language }),
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
  const said = wanted.category === 'marketing' ? say(', as the policy says') : '';
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
    const todo = say('Submit it for approval in {manager}, or correct {setting} in the policy file.', {
      manager: say(MANAGER),
      setting,
    });
    return { ...problem(say('Meta has no template {name}', { name }), todo), setting };
  }
  const others = sameName.map((it) => it.language).join(', ');
  const setting = settingOf(message, 'languages');
  return {
    ...problem(
      say('it does not exist in {language}, only in {others}', { language, others }),
      say('Add the language in {manager}, or correct {setting} in the policy file.', {
        manager: say(MANAGER),
        setting,
      }),
    ),
    setting,
  };
}

const WHAT_TO_DO: Readonly<Record<string, () => string>> = {
  PENDING: () => say('Wait: a review takes up to 24 hours.'),
  IN_APPEAL: () => say('Wait: Meta is reviewing its decision.'),
  REJECTED: () => say('Read the reason in {manager}, change the text and submit it again.', { manager: say(MANAGER) }),
  PAUSED: () =>
    say(
      'Meta paused it for 3 to 6 hours because of negative feedback; make the text clearer in {manager}, a third pause disables it.',
      { manager: say(MANAGER) },
    ),
  DISABLED: () =>
    say('Create a new template with another name in {manager}, and use that name in the policy file.', {
      manager: say(MANAGER),
    }),
  ARCHIVED: () =>
    say('Restore it in {manager}, or use another template in the policy file.', { manager: say(MANAGER) }),
};

function unsendable({ status }: Template): Finding[] {
  if (status === 'APPROVED') return [];
  return [
    problem(
      say('Meta says {status}: it cannot be sent', { status }),
      WHAT_TO_DO[status]?.() ?? say('See {manager}.', { manager: say(MANAGER) }),
    ),
  ];
}

function misfits(template: Template, wanted: Wanted, message: string): Finding[] {
  if (template.components === undefined) return [];
  return templateMismatches(wanted, template).map(({ found, key }) => {
    if (key === undefined)
      return problem(found, say('Use a template without it, or change it in {manager}.', { manager: say(MANAGER) }));
    const setting = settingOf(message, key);
    return {
      ...problem(
        found,
        say('Correct {setting} in the policy file, or the template in {manager}.', { setting, manager: say(MANAGER) }),
      ),
      setting,
    };
  });
}

const unreadable = ({ components }: Template): Finding[] =>
  components === undefined
    ? [
        warning(
          say('its parts are not listed: the values that it needs are not checked'),
          say('Compare them in {manager}.', { manager: say(MANAGER) }),
        ),
      ]
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
          say(
            'its category is UTILITY, and the policy says marketing: customers who have stopped marketing messages do not get it',
          ),
          say('Set {setting} to utility in the policy file.', { setting }),
        ),
        setting,
      },
    ];
  }
  if (category === 'MARKETING') {
    return [
      {
        ...warning(
          say(
            'Meta classified it as MARKETING: each message costs the marketing rate (about 2 to 16 times the utility rate, depending on the country), counts towards the limit of marketing messages per person, and does not reach +1 numbers',
          ),
          say(
            'Mention the ticket or its subject in the text and submit it as utility in {manager}, or ask Meta for a review within 60 days; until then set {setting} to marketing in the policy file.',
            { manager: say(MANAGER), setting },
          ),
        ),
        setting,
      },
    ];
  }
  return [
    warning(
      say('its category is {category}, not UTILITY', { category }),
      say('Submit it as utility in {manager}.', { manager: say(MANAGER) }),
    ),
  ];
}

/** Meta pauses a template whose rating is RED. */
function judgeQuality({ quality }: Template): Finding[] {
  if (quality !== 'RED' && quality !== 'YELLOW') return [];
  const what = quality === 'RED' ? say('low (RED): Meta is about to pause it') : say('medium (YELLOW)');
  return [
    warning(
      say('its quality is {what}', { what }),
      say('Customers block or report it: make the text clearer in {manager}.', { manager: say(MANAGER) }),
    ),
  ];
}
