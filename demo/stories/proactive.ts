import type { Story } from '../story';
import { incident } from './macros';

/** Rows P2 and P3 of docs/behaviour.md. */
export const contacted: Story = {
  number: '3',
  title: 'The agent has to reach a customer who has never written on WhatsApp',
  gist: 'A macro on an e-mail ticket sends a template to their phone number. When they answer, both tickets say where the other is.',
  customer: { name: 'Javier Ortega', phone: '+34600100105' },
  beats: [
    { at: 'Tue 09:00', customerMails: 'Mi factura de noviembre' },
    { at: 'Tue 10:00', agentApplies: incident },
    { at: 'Tue 10:00', agentSets: 'pending' },
    { at: 'Tue 10:20', customerWrites: 'Hola, decidme, ¿qué ha pasado?' },
  ],
  promised: {
    phone: [{ at: 'Tue 10:00', template: 'consulta_incidencia', parameters: ['Javier', '{ticket}'] }],
    ticket: {
      status: 'open',
      notes: [
        {
          at: 'Tue 10:00',
          says: 'Mensaje «Avisar de incidencia» enviado por WhatsApp (plantilla consulta_incidencia)',
        },
        { at: 'Tue 10:20', says: 'El cliente ha respondido a este mensaje en el ticket #{other}' },
      ],
    },
    otherTicket: {
      status: 'new',
      window: { state: 'open', closesAt: 'Wed 10:20' },
      notes: [{ at: 'Tue 10:20', says: 'El cliente responde a un mensaje enviado desde el ticket #{ticket}' }],
    },
    says: { "Customer's last message": 'after the proactive message "incident" at' },
  },
};

/** Row H7. */
export const onlyOnce: Story = {
  number: '3b',
  title: 'The opposite: the same macro again, and the customer has not answered',
  gist: 'One message, not two. A note says when it went out.',
  customer: { name: 'Nuria Vidal', phone: '+34600100106' },
  beats: [
    { at: 'Tue 09:00', customerMails: 'Pedido sin confirmar' },
    { at: 'Tue 10:00', agentApplies: incident },
    { at: 'Tue 15:00', agentApplies: incident },
  ],
  promised: {
    phone: [{ at: 'Tue 10:00', template: 'consulta_incidencia', parameters: ['Nuria', '{ticket}'] }],
    ticket: {
      status: 'open',
      notes: [
        {
          at: 'Tue 10:00',
          says: 'Mensaje «Avisar de incidencia» enviado por WhatsApp (plantilla consulta_incidencia)',
        },
        { at: 'Tue 15:00', says: 'Mensaje «Avisar de incidencia» no enviado: ya se envió el' },
      ],
    },
    says: { 'the proactive message "incident"': 'not sent: it was already sent at Tue' },
  },
};

/** Row P4. */
export const noPhone: Story = {
  number: '3c',
  title: 'The opposite: the customer has no phone number',
  gist: 'Nothing is sent, and a note says what is missing.',
  customer: { name: 'Iván Soler' },
  beats: [
    { at: 'Tue 09:00', customerMails: 'Cambio de titular' },
    { at: 'Tue 10:00', agentApplies: incident },
  ],
  promised: {
    phone: [],
    ticket: {
      status: 'open',
      notes: [{ at: 'Tue 10:00', says: 'Mensaje «Avisar de incidencia» no enviado: el solicitante no tiene teléfono' }],
    },
    says: { 'the proactive message "incident"': 'not sent: the requester has no phone number' },
  },
};
