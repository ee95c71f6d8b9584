import { beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox';
import { liveWorld, type Story } from '../support/liveWorld';

const MACRO = 'WhatsApp::Avisar de incidencia';
const TEMPLATE = 'template consulta_incidencia';
/** A notice that Meta has classed as marketing. */
const INCIDENT = 'name: consulta_incidencia\n      languages: [es, en]\n      category: utility';
const { world, play } = liveWorld({
  policy: [
    ['solveAfter: off', 'solveAfter: 48h'],
    ['proactive: assumed', 'proactive: required'],
    [INCIDENT, INCIDENT.replace('utility', 'marketing')],
  ],
});

async function zendesk(
  sandbox: Sandbox,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
): Promise<unknown> {
  const answer = await fetch(`${sandbox.url}/api/v2/${path}`, {
    method,
    headers: {
      authorization: sandbox.apiTokenHeader,
      'content-type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(answer.ok, `${method} ${path}`).toBe(true);
  return answer.json();
}

/** An agent ticks or clears a box in the customer's profile. */
const sets = (s: Story, box: string, value: boolean) =>
  zendesk(s.sandbox, 'PUT', `users/${s.customer.id}`, { user: { user_fields: { [box]: value } } });

async function boxes(s: Story): Promise<Record<string, unknown>> {
  const answer = (await zendesk(s.sandbox, 'GET', `users/${s.customer.id}`)) as { user: { user_fields: object } };
  return { ...answer.user.user_fields };
}

/** Another ticket of the same customer, from which an agent writes to them. */
async function asks(s: Story): Promise<string> {
  const ticketId = s.sandbox.addTicket({ requester: s.customer, channel: 'email', subject: 'Retraso del pedido' });
  s.sandbox.agentAppliesMacro(ticketId, MACRO);
  await s.settled();
  return ticketId;
}

describe('opting out, consent and what follows the last reminder', () => {
  beforeAll(async () => {
    const { user_fields: there } = (await zendesk(world().sandbox, 'GET', 'user_fields')) as {
      user_fields: { key: string }[];
    };
    const wanted = ['whatsapp_opt_out', 'whatsapp_marketing_opt_out', 'whatsapp_opt_in'];
    for (const key of wanted.filter((it) => !there.some((field) => field.key === it))) {
      const user_field = { key, type: 'checkbox', title: key };
      await zendesk(world().sandbox, 'POST', 'user_fields', { user_field });
    }
  });

  it(
    'O1 O2 O3 STOP on one ticket holds on another, until a person clears the box: then the old STOP is history',
    play(async (s) => {
      await s.at('Mon 09:00');
      await sets(s, 'whatsapp_opt_in', true);
      s.writes();
      await s.at('Mon 10:00');
      s.writes('¡Stop! 🛑');
      await s.at('Mon 10:10');
      expect(await boxes(s)).toMatchObject({ whatsapp_opt_out: true });
      expect(s.notes()).toEqual([
        expect.stringContaining('Mon 10:00 El cliente ha pedido no recibir más mensajes (STOP)'),
      ]);

      await s.at('Wed 10:00');
      const refused = await asks(s);
      expect(s.notes(refused).at(-1)).toContain('el cliente ha pedido no recibir mensajes (STOP)');
      await sets(s, 'whatsapp_opt_out', false);
      await s.at('Wed 11:00');
      const allowed = await asks(s);
      await s.at('Wed 12:00');
      expect(s.received()).toEqual([`Wed 11:00 ${TEMPLATE}`]);
      expect(await boxes(s)).toMatchObject({ whatsapp_opt_out: false });
      for (const ticketId of [refused, allowed]) s.sandbox.agentSets(ticketId, 'closed');
    }),
  );

  it(
    'C1 without consent nothing proactive is sent, and a note says what to do; O5 O6 131050 is kept in the profile',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes();
      s.sets('solved');
      await s.at('Wed 10:00');
      const first = await asks(s);
      expect(s.received()).toEqual([]);
      expect(s.notes(first).at(-1)).toContain('marca «WhatsApp: acepta mensajes» (whatsapp_opt_in) en su perfil');

      await sets(s, 'whatsapp_opt_in', true);
      s.sandbox.refuseDeliveries({ customer: s.customer, code: 131050, times: 1 });
      await s.at('Wed 11:00');
      const second = await asks(s);
      await s.at('Wed 11:10');
      expect(await boxes(s)).toMatchObject({ whatsapp_marketing_opt_out: true, whatsapp_opt_out: false });
      expect(s.notes(second).at(-1)).toContain('131050');

      await s.at('Thu 12:00');
      const third = await asks(s);
      expect(s.notes(third).at(-1)).toContain('el cliente no acepta mensajes de marketing');
      expect(s.received()).toEqual([]);
      for (const ticketId of [first, second, third]) s.sandbox.agentSets(ticketId, 'closed');
    }),
  );

  it(
    'U1 solves the ticket two days after the reminder, at night too, with a note; U3 the answer opens it again',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes();
      await s.at('Mon 22:00');
      s.replies();
      s.sets('pending');
      await s.at('Wed 12:00');
      expect(s.received()).toEqual(['Wed 08:00 template consulta_pendiente']);
      await s.at('Fri 07:55');
      expect(s.ticket().status).toBe('pending');
      await s.at('Fri 08:05');
      expect(s.ticket().status).toBe('solved');
      expect(s.notes().at(-1)).toContain(
        'Fri 08:00 Ticket resuelto: el cliente no ha respondido al último recordatorio.',
      );
      await s.at('Fri 10:00');
      s.writes('Perdón, aquí están los datos');
      await s.at('Fri 10:10');
      expect(s.ticket().status).toBe('open');
    }),
  );
});
