import type { Story } from '../story';

const question = '¿Puedes decirnos el modelo, Pablo?';

/** Row F12 of docs/behaviour.md. */
export const lostWebhook: Story = {
  number: '5',
  title: 'A hard one: the customer answered, but every webhook about it was lost',
  gist: 'Nothing tells Ventana that Pablo answered. It checks for itself before it reminds him: no reminder.',
  customer: { name: 'Pablo Díaz', phone: '+34600100107' },
  beats: [
    { at: 'Mon 09:00', customerWrites: 'La lavadora no centrifuga.' },
    { at: 'Mon 11:00', agentWrites: question },
    { at: 'Mon 11:00', agentSets: 'pending' },
    { at: 'Tue 10:20', customerWrites: 'Es la XR-200.', webhooksLost: true },
    { at: 'Tue 11:00', meanwhile: 'The reminder is due, as far as Ventana knows.' },
  ],
  promised: {
    phone: [{ at: 'Mon 11:00', text: question }],
    ticket: { status: 'open', window: { state: 'open', closesAt: 'Wed 10:20' }, notes: [] },
    says: { Reminder: 'the ticket is open, not pending' },
  },
};
