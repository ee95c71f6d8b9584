import type { TemplateButton, TemplateHeader, TemplateValues } from '../../../../activities/policy';
import type { OutgoingContent } from '../../../../activities/ports';

type Template = Extract<OutgoingContent, { type: 'template' }>;

/** The values in Meta's own form, each under the component that it belongs to (Meta, Cloud API, template messages). */
export function templateComponents({ header, parameters, buttons = [] }: Template): object[] {
  const body = texts(parameters);
  return [
    ...(header ? [{ type: 'header', parameters: headerParameters(header) }] : []),
    ...(body.length > 0 ? [{ type: 'body', parameters: body }] : []),
    ...buttons.map(buttonComponent),
  ];
}

/** A template with named parameters wants each name with its value. */
function texts(values: TemplateValues): object[] {
  if (Array.isArray(values)) return values.map((text) => ({ type: 'text', text }));
  return Object.entries(values).map(([name, text]) => ({ type: 'text', parameter_name: name, text }));
}

function headerParameters(header: TemplateHeader): object[] {
  if ('text' in header) return texts(header.text);
  if ('image' in header) return [{ type: 'image', image: { link: header.image } }];
  if ('video' in header) return [{ type: 'video', video: { link: header.video } }];
  const { document: link, filename } = header;
  return [{ type: 'document', document: { link, ...(filename !== undefined && { filename }) } }];
}

/** Meta's documents show the index both as text and as a number; what is in production with Sunshine sends text. */
function buttonComponent(button: TemplateButton): object {
  const component = (subType: string, parameter: object): object => ({
    type: 'button',
    sub_type: subType,
    index: String(button.index),
    parameters: [parameter],
  });
  if ('url' in button) return component('url', { type: 'text', text: button.url });
  if ('payload' in button) return component('quick_reply', { type: 'payload', payload: button.payload });
  return component('copy_code', { type: 'coupon_code', coupon_code: button.code });
}
