import type { Story } from '../story';
import { reopen } from './macros';

/** Rows H1 and H2 of docs/behaviour.md. */
export const reopened: Story = {
  number: '2',
  title: 'The customer wrote at the weekend, the office opens on Monday',
  gist: "The window has closed. The agent's macro sends a template that asks for a reply; the reply opens a new window.",
  customer: { name: 'Carlos Peña', phone: '+34600100103' },
  beats: [
    { at: 'Sat 10:12', customerWrites: 'Buenos días, ¿puedo cambiar la fecha de la instalación?' },
    { at: 'Sun 12:00', meanwhile: 'More than 24 hours later, the office is still closed.' },
    { at: 'Mon 09:05', agentApplies: reopen },
    { at: 'Mon 09:05', agentSets: 'pending' },
    { at: 'Mon 09:40', customerWrites: 'Sí, mejor el jueves por la tarde.' },
  ],
  promised: {
    phone: [{ at: 'Mon 09:05', template: 'consulta_reabierta', parameters: ['Carlos', '{ticket}'] }],
    ticket: {
      status: 'open',
      window: { state: 'open', closesAt: 'Tue 09:40' },
      notes: [{ at: 'Mon 09:05', says: 'Mensaje de reapertura enviado por WhatsApp (plantilla consulta_reabierta)' }],
    },
    says: { "Customer's last message": 'after the reopening at', Reminder: 'the ticket is open, not pending' },
  },
};

/** Row H4. */
export const stillOpen: Story = {
  number: '2b',
  title: 'The opposite: the window is still open on Monday',
  gist: 'The same macro sends free-form text: it arrives, and needs no template.',
  customer: { name: 'Marta Ruiz', phone: '+34600100104' },
  beats: [
    { at: 'Sun 20:00', customerWrites: 'Hola, no me llega el código de acceso.' },
    { at: 'Mon 09:05', agentApplies: reopen },
    { at: 'Mon 09:05', agentSets: 'pending' },
  ],
  promised: {
    phone: [
      {
        at: 'Mon 09:05',
        text: 'Hola Marta, nos escribiste fuera de nuestro horario. Ya estamos aquí: ¿en qué podemos ayudarte?',
      },
    ],
    ticket: {
      status: 'pending',
      window: { state: 'open', closesAt: 'Mon 20:00' },
      notes: [{ at: 'Mon 09:05', says: 'Mensaje de reapertura enviado por WhatsApp (texto libre)' }],
    },
    says: { Reminder: 'the policy has no reminder after this message' },
  },
};
