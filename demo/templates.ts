import { seedTemplates } from '../sandbox';

/** What the customer reads, in Spanish. */
export function readAs(template: string, parameters: readonly string[]): string {
  const sent = seedTemplates().find(({ name, language }) => name === template && language === 'es');
  const body = sent?.body ?? '(a template that the demo does not know)';
  return body.replace(/\{\{(\d+)\}\}/g, (hole, index: string) => parameters[Number(index) - 1] ?? hole);
}
