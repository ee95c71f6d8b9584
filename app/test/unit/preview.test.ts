import { describe, expect, it } from 'vitest';
import { previewOf } from '../../src/preview';

const values = { ticketId: '4711', subject: 'Pedido\n5512', requester: '🌸 Ana García', assignee: '' };
const shown = (body: string, more: object = {}, of = values, rendition: 'text' | 'template' = 'template') =>
  previewOf({ body, buttons: [], ...more }, rendition, of, (name) => `[${name}]`);

describe('J31 the preview', () => {
  it('J31 fills in what Zendesk has, by the rules of the service (T1, T3)', async () => {
    const { body } = await shown('Hola {{requester.firstName|cliente}}: {{ticket.subject}}, {{ticket.id}}');
    expect(body).toBe('Hola Ana: Pedido 5512, 4711');
  });

  it('J31 takes the fallback where there is no value', async () => {
    const { body } = await shown(
      'Hola {{requester.firstName|cliente}}',
      {},
      { ...values, requester: '+34 600 000 001' },
    );
    expect(body).toBe('Hola cliente');
  });

  it('J31 names the value without which nothing would be sent (P6)', async () => {
    const { missing } = await shown('Te atiende {{agent.name}}');
    expect(missing).toBe('agent.name');
  });

  it('J31 marks what only the service knows, and carries out nothing that others wrote (G36)', async () => {
    const odd = { ...values, subject: '{{ticket.id}} &((x))&' };
    const { body } = await shown('{{office.opensAt}} {{ticket.subject}}', {}, odd);
    expect(body).toBe('[office.opensAt] { {ticket.id}} & ((x))&');
  });

  it('J31 has the office’s values where the service says them', async () => {
    const office = { name: 'Madrid', opensAt: 'lunes, 9:00' };
    const { body } = await shown('{{office.name}} abre el {{office.opensAt}}', { office });
    expect(body).toBe('Madrid abre el lunes, 9:00');
  });

  it('J31 cuts a template’s values to 1,024 characters with its text, a free-form text’s to 4,096 (T2)', async () => {
    const long = { ...values, subject: 'x'.repeat(6_000) };
    expect((await shown('Hola {{ticket.subject}}', {}, long)).body).toHaveLength(1_024);
    expect((await shown('Hola {{ticket.subject}}', {}, long, 'text')).body).toHaveLength(4_096);
  });

  it('J31 has header, footer and buttons as they are', async () => {
    const preview = await shown('x', { header: 'Caso {{ticket.id}}', footer: 'Acme', buttons: ['Ver respuesta'] });
    expect(preview).toEqual({ header: 'Caso 4711', body: 'x', footer: 'Acme', buttons: ['Ver respuesta'] });
  });
});
