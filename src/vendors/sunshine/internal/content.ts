import type { Outgoing, OutgoingContent } from '../../../../activities/ports';
import { templateComponents } from './templateComponents';

/** The body of v2 Post Message. A template is in WhatsApp's own format, which `schema` declares. */
export function postBody({ content, integrationId, metadata }: Outgoing): object {
  return {
    author: { type: 'business' },
    ...(content.type === 'template' && { schema: 'whatsapp' }),
    content: message(content),
    destination: { integrationId },
    metadata,
  };
}

/** The body of v1.1 Post Notification; here `messageSchema` declares the format. @param phone digits only */
export function notificationBody(phone: string, { content, integrationId, metadata }: Outgoing): object {
  return {
    destination: { integrationId, destinationId: phone },
    author: { role: 'appMaker' },
    ...(content.type === 'template' && { messageSchema: 'whatsapp' }),
    message: message(content),
    metadata,
  };
}

/**
 * The same in both versions. Meta's key is `components`; `component` in Sunshine's OpenAPI file is a mistake. A
 * template without values has no components.
 */
function message(content: OutgoingContent): object {
  if (content.type !== 'template') return content;
  const { name, namespace, language } = content;
  const components = templateComponents(content);
  return {
    type: 'template',
    template: {
      ...(namespace && { namespace }),
      name,
      language: { policy: 'deterministic', code: language },
      ...(components.length > 0 && { components }),
    },
  };
}
