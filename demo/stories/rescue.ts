import type { Story } from '../story';
import { rescue, withdraw } from './macros';

const button = 'Ver la respuesta';
const note = { late: 'Tu mensaje no ha llegado al cliente', sent: 'Mensaje de rescate enviado por WhatsApp' };

const elenasHold = 'Hola, Elena. Lo consulto con el taller y te digo.';
const elenasReply = 'Elena, ya está lista. Puedes recogerla el jueves a partir de las 17:00.';

/** Rows F13, R1 and R4 of docs/behaviour.md. */
export const rescued: Story = {
  number: '4',
  title: "The agent's reply came too late, and never reached the customer",
  gist: 'A note says so. The macro sends a template that asks for an answer; with one tap the customer gets the original words, once.',
  customer: { name: 'Elena Torres', phone: '+34600100108' },
  beats: [
    { at: 'Mon 09:00', customerWrites: '¿Cuándo estará arreglada mi bici?' },
    { at: 'Mon 11:00', agentWrites: elenasHold },
    { at: 'Tue 09:00', meanwhile: "24 hours since Elena's message: WhatsApp no longer delivers free-form text." },
    { at: 'Tue 11:00', agentWrites: elenasReply },
    { at: 'Tue 11:05', agentApplies: rescue },
    { at: 'Tue 15:00', customerTaps: button },
  ],
  promised: {
    phone: [
      { at: 'Mon 11:00', text: elenasHold },
      { at: 'Tue 11:05', template: 'consulta_respondida', parameters: ['Elena', '{ticket}'] },
      { at: 'Tue 15:00', text: elenasReply },
    ],
    ticket: {
      status: 'open',
      window: { state: 'open', closesAt: 'Wed 15:00' },
      notes: [
        { at: 'Tue 11:00', says: note.late },
        { at: 'Tue 11:05', says: `${note.sent} (plantilla consulta_respondida)` },
        { at: 'Tue 15:00', says: 'el cliente ha recibido por WhatsApp el mensaje que no le había llegado' },
      ],
    },
    says: { "the agent's lost reply": 'free-form text sent at Tue' },
  },
};

const hugosHold = 'Lo miro, Hugo, y te digo algo hoy mismo.';
const hugosReply = 'Hugo, el abono de 24 € ya está hecho.';

/** Row R5: withdrawn. */
export const withdrawn: Story = {
  number: '4b',
  title: 'The opposite: the agent withdraws the reply before the customer answers',
  gist: 'The agent has told him by telephone. He taps the button all the same, and gets nothing a second time.',
  customer: { name: 'Hugo Marín', phone: '+34600100109' },
  beats: [
    { at: 'Mon 09:00', customerWrites: 'Me habéis cobrado dos veces.' },
    { at: 'Mon 11:00', agentWrites: hugosHold },
    { at: 'Tue 09:00', meanwhile: "24 hours since Hugo's message." },
    { at: 'Tue 11:00', agentWrites: hugosReply },
    { at: 'Tue 11:05', agentApplies: rescue },
    { at: 'Tue 11:30', meanwhile: 'The agent reaches Hugo by telephone.' },
    { at: 'Tue 11:30', agentApplies: withdraw },
    { at: 'Tue 15:00', customerTaps: button },
  ],
  promised: {
    phone: [
      { at: 'Mon 11:00', text: hugosHold },
      { at: 'Tue 11:05', template: 'consulta_respondida', parameters: ['Hugo', '{ticket}'] },
    ],
    ticket: {
      status: 'open',
      window: { state: 'open', closesAt: 'Wed 15:00' },
      notes: [
        { at: 'Tue 11:00', says: note.late },
        { at: 'Tue 11:05', says: note.sent },
        { at: 'Tue 11:30', says: 'La respuesta que no llegó al cliente ya no se enviará' },
      ],
    },
    says: { "Customer's last message": 'after the rescue message at' },
  },
};

const luciasHold = 'Lo consulto, Lucía, y te digo.';
const luciasReply = 'Lucía, el recambio llega el viernes.';
const luciasAnswer = 'Sí, Lucía: el recambio llega el viernes.';

/** Rows R5 and R15. */
export const answeredAnyway: Story = {
  number: '4c',
  title: 'The opposite: the customer writes meanwhile, and the agent answers in time',
  gist: 'That answer arrives, so the lost reply has done its job: the macro sends nothing, and a note says why.',
  customer: { name: 'Lucía Vega', phone: '+34600100110' },
  beats: [
    { at: 'Mon 09:00', customerWrites: '¿Tenéis ya el recambio?' },
    { at: 'Mon 11:00', agentWrites: luciasHold },
    { at: 'Tue 09:00', meanwhile: "24 hours since Lucía's message." },
    { at: 'Tue 11:00', agentWrites: luciasReply },
    { at: 'Tue 11:05', customerWrites: '¿Sabéis algo del recambio?' },
    { at: 'Tue 11:30', agentWrites: luciasAnswer },
    { at: 'Tue 12:00', agentApplies: rescue },
  ],
  promised: {
    phone: [
      { at: 'Mon 11:00', text: luciasHold },
      { at: 'Tue 11:30', text: luciasAnswer },
    ],
    ticket: {
      status: 'open',
      window: { state: 'open', closesAt: 'Wed 11:05' },
      notes: [
        { at: 'Tue 11:00', says: note.late },
        {
          at: 'Tue 12:00',
          says: 'No se ha enviado nada: en este ticket no hay ninguna respuesta pendiente de rescatar',
        },
      ],
    },
    says: { 'the rescue message': 'not sent: nothing to rescue' },
  },
};
