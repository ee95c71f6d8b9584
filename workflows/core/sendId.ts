/** `intent:rendition:attempt`, unique for each attempt that WhatsApp may have seen. */
import type { Rendition } from '../../activities/types';
import type { Outreach } from './conversation';

export const sendIdOf = ({ id, rendition, attempts }: Pick<Outreach, 'id' | 'rendition' | 'attempts'>): string =>
  `${id}:${rendition}:${attempts}`;

/** The attempt of that id: which intent's, how it went out, and which in order. */
export function attemptOf(sendId: string): { intentId: string; rendition: Rendition; attempt: number } {
  const [attempt, rendition, ...id] = sendId.split(':').reverse();
  return {
    intentId: id.reverse().join(':'),
    rendition: rendition === 'text' ? 'text' : 'template',
    attempt: Number(attempt),
  };
}
