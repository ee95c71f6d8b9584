import type { Received } from '../types';
import type { Content } from '../world/message';
import type { Conversation, Person } from '../world/model';
import { hours } from '../world/time';
import type { World } from '../world/world';
import type { Refused } from './refusals';
import { arrivedTemplate } from './arrivedTemplate';
import { templateRefusal } from './templateRefusal';
import { templatesNow } from './templateReview';

const windowMs = 24 * hours;

interface Addressee {
  /** Undefined: there is no WhatsApp account for this number. */
  person: Person | undefined;
  conversation: Conversation | undefined;
  integrationId: string;
}

/** Delivers a message to the customer's phone. @returns undefined on success, otherwise Meta's error */
export function deliver(world: World, to: Addressee, content: Content): Refused | undefined {
  if (!to.person?.onWhatsApp) return { code: 131026 };
  const refusal = world.refusals.take(to.person.id, world.now(), 'event');
  if (refusal?.arrives) to.person.received.push(arrival(world.now(), content));
  if (refusal !== undefined) return refusal;
  const code = check(world, to, content);
  if (code !== undefined) return { code };
  to.person.received.push(arrival(world.now(), content));
  return undefined;
}

function check(world: World, to: Addressee, content: Content): number | undefined {
  if (content.type === 'template') return templateRefusal(templatesNow(world), content.template);
  return windowIsOpen(world, to) ? undefined : 131047;
}

/** Meta's customer service window: 24 hours from the customer's last message to this number. */
function windowIsOpen(world: World, to: Pick<Addressee, 'conversation' | 'integrationId'>): boolean {
  const last = to.conversation?.customerLastAt.get(to.integrationId);
  return last !== undefined && world.now() < last + windowMs;
}

function arrival(at: number, content: Content): Received {
  switch (content.type) {
    case 'text':
      return { at, kind: 'text', text: content.text };
    case 'template':
      return arrivedTemplate(at, content.template);
    case 'image':
    case 'file':
      return { at, kind: 'text', text: content.text ?? '', file: content.mediaUrl };
    case 'carousel':
    case 'location':
      return { at, kind: 'text', text: content.text ?? '' };
  }
}
