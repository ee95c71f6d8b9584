import { cleanValue } from '../../../activities/values';
import { didYouMean } from '../../problems/didYouMean';

/** The names allowed in `{{...}}` in a message's texts and parameters. */
export const PLACEHOLDERS = [
  'requester.name',
  'requester.firstName',
  'ticket.id',
  'ticket.subject',
  'agent.name',
  'office.opensAt',
  'office.name',
] as const;

export interface Mistake {
  message: string;
  hint: string;
}

/** What is wrong with the placeholders of a text: unknown names, an empty fallback, unmatched braces. */
export function placeholderMistakes(text: string): Mistake[] {
  const mistakes = [...text.matchAll(/\{\{(.*?)\}\}/gs)].flatMap(([whole, inside = '']) => mistakeIn(whole, inside));
  const rest = text.replace(/\{\{.*?\}\}/gs, '');
  const stray = /\{\{|\}\}/.exec(rest)?.[0];
  if (stray) mistakes.push({ message: `has an unmatched ${stray}`, hint: 'Write a placeholder as {{ticket.id}}.' });
  return mistakes;
}

function mistakeIn(whole: string, inside: string): Mistake[] {
  const [name = '', fallback] = inside.split(/\|(.*)/s).map((part) => part.trim());
  if (!PLACEHOLDERS.some((known) => known === name)) {
    const meant = didYouMean(name, PLACEHOLDERS);
    const hint = meant ? `Did you mean {{${meant}}}?` : `Known placeholders: ${PLACEHOLDERS.join(', ')}.`;
    return [{ message: `has the unknown placeholder ${whole}`, hint }];
  }
  if (fallback?.includes('{') || fallback?.includes('}')) {
    return [{ message: `has a brace in the fallback of ${whole}`, hint: 'Write the fallback without { and }.' }];
  }
  if (fallback !== undefined && cleanValue(fallback) === '') {
    return [{ message: `has an empty fallback in ${whole}`, hint: `Write a fallback, or {{${name}}} on its own.` }];
  }
  return [];
}
