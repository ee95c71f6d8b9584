/** Messages in the words that a person reads. */
import type { TemplateDefinition } from '../types';
import type { Content } from '../world/message';
import { arrivedTemplate } from '../whatsapp/arrivedTemplate';

/** The body with its values; without a definition, name and values. */
export function asRead(definition: TemplateDefinition | undefined, values: readonly string[], name: string): string {
  if (!definition) return [name, ...values].join(' · ');
  let next = 0;
  return definition.body.replace(/\{\{(\w+)\}\}/g, (hole, key: string) => {
    const index = /^\d+$/.test(key) ? Number(key) - 1 : next;
    next += 1;
    return values[index] ?? hole;
  });
}

/** The buttons that answer, with what each says to the business: the value that was sent for it, or its label. */
export const quickReplies = (
  definition: TemplateDefinition | undefined,
  values: Record<number, string>,
): { text: string; payload: string }[] =>
  (definition?.components ?? [])
    .flatMap(({ buttons = [] }) => buttons)
    .flatMap(({ type, text = '' }, index) =>
      type === 'QUICK_REPLY' ? [{ text, payload: values[index] ?? text }] : [],
    );

export function textOf(content: Content, templates: readonly TemplateDefinition[]): string {
  if (content.type === 'text') return content.text;
  if (content.type !== 'template') return content.text ?? ('mediaUrl' in content ? content.mediaUrl : content.type);
  const arrived = arrivedTemplate(0, content.template);
  const { name } = content.template;
  const definition = templates.find((it) => it.name === name && it.language === content.template.language.code);
  return asRead(definition, arrived.kind === 'template' ? arrived.parameters : [], name);
}
