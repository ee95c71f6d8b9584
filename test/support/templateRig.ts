/** A template at Meta, the policy's values for it, what `doctor` says of the two, and what WhatsApp does with the message. */
import { readFileSync } from 'node:fs';
import type { Dependencies } from '../../activities/dependencies';
import type { OutgoingContent } from '../../activities/ports';
import { render } from '../../activities/render';
import { type Config, loadConfig } from '../../src/config/config';
import type { Result } from '../../src/operator/doctor/check';
import { examineTemplates } from '../../src/operator/doctor/examineTemplates';
import { createSunshine } from '../../src/vendors/sunshine/sunshine';
import { createFindTemplate, templateLengthsBy } from '../../src/vendors/sunshine/templates';
import { type Received, startSandbox, type TemplateDefinition, type TemplatePart } from '../../sandbox';

export const NOW = Date.parse('2026-11-16T09:00:00Z');

/** The template's body unless a test says otherwise, and the policy's values for it. */
const body = 'Hola {{1}}, tu caso {{2}}.';
export const twoValues = "parameters: ['{{requester.firstName}}', '{{ticket.id}}']";

export const header = (format: string, text?: string): TemplatePart => ({
  type: 'HEADER',
  format,
  ...(text && { text }),
});
export const buttons = (...all: NonNullable<TemplatePart['buttons']>): TemplatePart => ({
  type: 'BUTTONS',
  buttons: all,
});
export const linked = { type: 'URL', text: 'Ver', url: 'https://example.org/{{1}}' };
export const copied = { type: 'COPY_CODE', text: 'Copiar' };
export const quick = { type: 'QUICK_REPLY', text: 'Sí' };

export type Way = 'post' | 'notify';

export interface TemplateRig {
  ticketId: string;
  /** Meta has approved the template `aviso` in this form. */
  approve(definition: Partial<TemplateDefinition>): void;
  forget(): void;
  /** A configuration whose one message has this template. @param rest lines of YAML for `template` */
  configured(rest: string): Config;
  finding(config: Config): Promise<Result>;
  /** Sends the message. @returns the codes with which WhatsApp refused it */
  send(config: Config, way: Way, subject?: string): Promise<number[]>;
  /** The same with values as they are. */
  sendAsIs(parameters: string[]): Promise<number[]>;
  arrived(): Received | undefined;
  close(): Promise<void>;
}

export async function startTemplateRig(): Promise<TemplateRig> {
  const sandbox = await startSandbox({ now: () => NOW });
  const customer = sandbox.addCustomer({ name: '🌸 Ana', phone: '+34600111222' });
  const { ticketId } = sandbox.customerWrites(customer, 'hola');

  const configured = (rest: string): Config => {
    const lines = ['name: aviso', 'languages: [es]', 'category: utility', ...rest.split('\n')];
    const template = lines.map((it) => `      ${it}`).join('\n');
    const policy = `reopening: off\nproactive: {}\nmessages:\n  followUp:\n    template:\n${template}`;
    return loadConfig({ ...sandbox.env(), VENTANA_POLICY: 'p.yaml' }, (path) =>
      path === 'p.yaml' ? policy : readFileSync(path, 'utf8'),
    );
  };

  const deliver = async (config: Config, way: Way, content: OutgoingContent): Promise<number[]> => {
    const outgoing = { content, integrationId: sandbox.integrationId, metadata: { ticketId, sendId: 's' } };
    const sunshine = createSunshine(config.sunshine);
    const before = sandbox.webhooks().length;
    if (way === 'notify') await sunshine.notify('34600111222', outgoing);
    else await sunshine.post(sandbox.ticket(ticketId).conversationId ?? '', outgoing);
    const told = sandbox.webhooks().slice(before);
    return told.flatMap((it) => [...it.body.matchAll(/"code":"?(\d+)/g)].map(([, code]) => Number(code)));
  };

  return {
    ticketId,
    configured,
    approve: (definition) => sandbox.setTemplate({ name: 'aviso', language: 'es', body, ...definition }),
    forget: () => sandbox.removeTemplate('aviso'),
    async finding(config) {
      const found = (await examineTemplates(config)).find(({ id }) => id === 'template.followUp.es');
      if (!found) throw new Error('the template was not checked');
      return found;
    },
    async send(config, way, subject = 'Mi pedido') {
      const templateLengths = templateLengthsBy(createFindTemplate(config.sunshine, () => NOW));
      const deps = { templateLengths, now: () => NOW } as unknown as Dependencies;
      const ticket = { id: ticketId, subject } as Parameters<typeof render>[3]['ticket'];
      const subjects = { ticket, requester: { id: customer.id, name: customer.name } };
      const message = config.policy.messages['followUp'];
      if (!message) throw new Error('the policy has no such message');
      return deliver(config, way, await render(deps, message, 'template', subjects));
    },
    sendAsIs: (parameters) =>
      deliver(configured(twoValues), 'post', { type: 'template', name: 'aviso', language: 'es', parameters }),
    arrived: () => sandbox.received(customer).at(-1),
    close: () => sandbox.close(),
  };
}
