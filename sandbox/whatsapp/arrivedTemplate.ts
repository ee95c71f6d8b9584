import type { Received } from '../types';
import type { SentParameter, TemplateContent } from '../world/message';

/** A template message as the phone shows it: the values of its parts. */
export function arrivedTemplate(at: number, { name, language, components = [] }: TemplateContent): Received {
  const of = (type: string) => components.filter((it) => it.type.toLowerCase() === type);
  const valuesOf = (type: string): string[] => of(type).flatMap(({ parameters = [] }) => parameters.map(shown));
  const header = valuesOf('header')[0];
  const buttons = of('button').map(
    ({ index = 0, parameters = [] }) => [index, parameters.map(shown)[0] ?? ''] as const,
  );
  return {
    at,
    kind: 'template',
    name,
    language: language.code,
    parameters: valuesOf('body'),
    ...(header !== undefined && { header }),
    ...(buttons.length > 0 && { buttons: Object.fromEntries(buttons) }),
  };
}

const shown = ({ text, payload, coupon_code, image, video, document }: SentParameter): string =>
  text ?? payload ?? coupon_code ?? (image ?? video ?? document)?.link ?? '';
