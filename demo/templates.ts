import { seedTemplates } from '../sandbox';

/** What the customer reads, in Spanish, with the buttons in brackets. */
export function readAs(template: string, parameters: readonly string[]): string {
  const sent = seedTemplates().find(({ name, language }) => name === template && language === 'es');
  const body = sent?.body ?? '(a template that the demo does not know)';
  const buttons = (sent?.components ?? []).flatMap((part) => part.buttons ?? []).map(({ text = '' }) => ` [${text}]`);
  return [body, ...buttons]
    .join('')
    .replace(/\{\{(\d+)\}\}/g, (hole, index: string) => parameters[Number(index) - 1] ?? hole);
}
