import type { Story } from '../story';

const laurasQuestion = 'Lo sentimos mucho, Laura. ¿Nos envías una foto del paquete?';
const andresQuestion = 'Claro, Andrés. ¿A qué dirección te lo enviamos?';

/** Rows F1 and F3 of docs/behaviour.md. */
export const reminder: Story = {
  number: '1',
  title: 'A pending ticket, and the customer does not answer',
  gist: "24 hours after the agent's last reply the customer gets one reminder. When they answer, the ticket is open again.",
  customer: { name: 'Laura Gómez', phone: '+34600100101' },
  beats: [
    { at: 'Mon 09:00', customerWrites: 'Hola, mi pedido 4471 ha llegado roto.' },
    { at: 'Mon 11:00', agentWrites: laurasQuestion },
    { at: 'Mon 11:00', agentSets: 'pending' },
    { at: 'Tue 09:00', meanwhile: "24 hours since Laura's message: WhatsApp no longer delivers free-form text." },
    { at: 'Tue 11:00', meanwhile: "24 hours since the agent's reply: the reminder is due." },
    { at: 'Wed 08:30', customerWrites: 'Perdón, no lo había visto. Aquí va la foto.' },
  ],
  promised: {
    phone: [
      { at: 'Mon 11:00', text: laurasQuestion },
      { at: 'Tue 11:00', template: 'consulta_pendiente', parameters: ['Laura', '{ticket}'] },
    ],
    ticket: {
      status: 'open',
      window: { state: 'open', closesAt: 'Thu 08:30' },
      notes: [{ at: 'Tue 11:00', says: 'Recordatorio enviado por WhatsApp (plantilla consulta_pendiente)' }],
    },
    says: { "Customer's last message": 'after the follow-up at', Reminder: 'the ticket is open, not pending' },
  },
};

/** Row F2. */
export const answeredInTime: Story = {
  number: '1b',
  title: 'The opposite: the customer answers in time',
  gist: 'No reminder, and the ticket is open again.',
  customer: { name: 'Andrés Molina', phone: '+34600100102' },
  beats: [
    { at: 'Mon 09:00', customerWrites: '¿Me podéis enviar el cargador de repuesto?' },
    { at: 'Mon 11:00', agentWrites: andresQuestion },
    { at: 'Mon 11:00', agentSets: 'pending' },
    { at: 'Mon 18:00', customerWrites: 'A la calle Mayor 12, Valencia. ¡Gracias!' },
    { at: 'Tue 11:00', meanwhile: 'The reminder would have been due.' },
  ],
  promised: {
    phone: [{ at: 'Mon 11:00', text: andresQuestion }],
    ticket: { status: 'open', window: { state: 'open', closesAt: 'Tue 18:00' }, notes: [] },
    says: { Reminder: 'the ticket is open, not pending' },
  },
};
