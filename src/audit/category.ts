/** What WhatsApp bills a message as: by what it had the template as when the account was read, else by the policy. */
import type { MessageDefinition } from '../../activities/policy';
import type { PastTemplate } from './facts';

/** `free`: a free-form text. `unstated`: neither WhatsApp nor the policy says what the template is. */
export type Category = 'utility' | 'marketing' | 'unstated' | 'free';

/** Whose word a template's category is. */
export type CategoryFrom = 'whatsapp' | 'policy';

/** A template that WhatsApp has as another category than the policy says. */
export interface Moved {
  template: string;
  policy: 'utility' | 'marketing' | 'unstated';
  whatsapp: 'utility' | 'marketing';
}

export interface Categorised {
  category: Category;
  /** Absent: a text, or nobody says it. */
  from?: CategoryFrom;
  moved?: Moved;
}

/** @param templates as they were read; absent: they could not be */
export function categoryOf(
  definition: MessageDefinition | undefined,
  rendition: 'text' | 'template',
  templates: readonly PastTemplate[] = [],
): Categorised {
  if (rendition === 'text') return { category: 'free' };
  if (!definition) return { category: 'unstated' };
  const { name, category: stated } = definition.template;
  const whatsapp = readOf(definition, templates);
  if (!whatsapp) return stated ? { category: stated, from: 'policy' } : { category: 'unstated' };
  const moved = { template: name, policy: stated ?? 'unstated', whatsapp } as const;
  return { category: whatsapp, from: 'whatsapp', ...(whatsapp !== stated && { moved }) };
}

/** Of the first of its languages that WhatsApp has: which one a customer would get is not read. */
function readOf(
  { template: { name, languages } }: MessageDefinition,
  templates: readonly PastTemplate[],
): 'utility' | 'marketing' | undefined {
  for (const language of languages) {
    const found = templates.find((it) => it.name === name && it.language === language);
    if (found?.category === 'UTILITY') return 'utility';
    if (found?.category === 'MARKETING') return 'marketing';
  }
  return undefined;
}
