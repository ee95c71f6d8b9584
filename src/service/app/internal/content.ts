import type { Instant } from '../../../../activities/types';
import type { Live } from '../../../../workflows/core/conversation';
import { own } from '../../../../workflows/core/own';
import type { PolicyConfig } from '../../../policy/policyConfig';
import type { ActionView } from '../view';
import { nameAndLanguage } from './values';
import { type Described, templateWording, textWording, withOffice } from './wording';

export type Content = Pick<ActionView, 'template' | 'language' | 'wording'>;

export interface ContentParts {
  policy: PolicyConfig;
  described: Described | undefined;
}

/** What the customer would read of a message of the policy. @param at when it goes out */
export async function contentOf(
  c: Live,
  message: string,
  rendition: 'text' | 'template',
  { policy: { policy }, described }: ContentParts,
  at: Instant,
): Promise<Content> {
  const definition = own(policy.messages, message);
  const template = nameAndLanguage(own(c.truth.policy.messages, message)?.template);
  if (!definition) return { template: null, language: null, wording: null };
  if (rendition === 'text') {
    const { language, wording } = textWording(definition, template?.language);
    return { template: null, language, wording: await withOffice(wording, language, described, at) };
  }
  if (!template) return { template, language: null, wording: null };
  const wording = await templateWording(definition, template.language, described);
  return { template, language: null, wording: await withOffice(wording, template.language, described, at) };
}
