import type { Language } from '../../../../activities/policy';

/** What agents and administrators read in Zendesk. */
export interface Texts {
  window: string;
  windowOptions: { open: string; closing: string; closed: string };
  closesAt: string;
  action: string;
  answer: string;
  answerAwaited: string;
  reopening: string;
  send(name: string): string;
  rescue: Record<'rescue' | 'rescue_withdraw', { label: string; macro: string }>;
  reopeningMacro: string;
  sendMacro(name: string): string;
  macroTitle(name: string): string;
  /** The administrators' switch: the option's label, and its macro. */
  switches: Record<'pause' | 'resume', { label: string; title: string; macro: string }>;
  optOut: string;
  marketingOptOut: string;
  optIn: string;
  webhook: string;
  tellsCreated: string;
  tellsStatus(status: string): string;
  tellsAction(action: string): string;
  closingView: string;
  owedView: string;
  unansweredTitle: string;
  unansweredView: string;
}

const es: Texts = {
  window: 'Indica si aún se puede escribir al cliente con texto libre. Lo actualiza Ventana.',
  windowOptions: { open: 'Abierta', closing: 'Se cierra pronto', closed: 'Cerrada' },
  closesAt: 'Cuándo se cierra la ventana de WhatsApp. Lo actualiza Ventana.',
  action: 'Lo que se pide a Ventana. Lo rellenan las macros y Ventana lo vacía.',
  answer: 'Indica que el cliente aún no ha respondido a un mensaje de reapertura o proactivo. Lo actualiza Ventana.',
  answerAwaited: 'Sin respuesta',
  reopening: 'Reabrir la conversación',
  send: (name) => `Enviar «${name}»`,
  rescue: {
    rescue: {
      label: 'Rescatar la respuesta',
      macro: 'Pide a Ventana que haga llegar al cliente, en cuanto responda, lo que se le escribió y no le llegó.',
    },
    rescue_withdraw: {
      label: 'No rescatar la respuesta',
      macro: 'Dice a Ventana que lo que no llegó al cliente ya no hace falta.',
    },
  },
  reopeningMacro: 'Pide a Ventana que invite al cliente a seguir la conversación por WhatsApp.',
  sendMacro: (name) => `Pide a Ventana que envíe el mensaje «${name}» por WhatsApp.`,
  macroTitle: (name) => `WhatsApp::Enviar «${name}»`,
  switches: {
    pause: {
      label: 'Pausar todos los envíos',
      title: 'WhatsApp::Pausar todos los envíos',
      macro: 'Solo administradores: en toda la cuenta, Ventana deja de enviar mensajes de WhatsApp.',
    },
    resume: {
      label: 'Reanudar los envíos',
      title: 'WhatsApp::Reanudar los envíos',
      macro: 'Solo administradores: Ventana vuelve a enviar mensajes de WhatsApp.',
    },
  },
  optOut:
    'El cliente no quiere recibir mensajes por WhatsApp. Ventana marca la casilla cuando el cliente lo pide (STOP).',
  marketingOptOut:
    'El cliente no quiere recibir mensajes de marketing por WhatsApp. Ventana marca la casilla cuando WhatsApp lo indica.',
  optIn: 'El cliente acepta que iniciemos conversaciones con él por WhatsApp.',
  webhook: 'Avisa a Ventana de lo que pasa en los tickets.',
  tellsCreated: 'Avisa a Ventana de un ticket nuevo de WhatsApp.',
  tellsStatus: (status) => `Avisa a Ventana cuando un ticket que usa WhatsApp pasa a ${status}.`,
  tellsAction: (action) => `Avisa a Ventana de que se ha pedido «${action}».`,
  closingView: 'Clientes que esperan respuesta y cuya ventana de WhatsApp se cierra pronto.',
  owedView: 'Clientes que esperan respuesta y a los que ya solo llegan plantillas.',
  unansweredTitle: 'WhatsApp: reabierto, sin respuesta',
  unansweredView:
    'Tickets pendientes o en espera cuyo cliente no ha respondido a un mensaje de reapertura o proactivo.',
};

const en: Texts = {
  window: 'Whether the customer can still get free-form messages. Updated by Ventana.',
  windowOptions: { open: 'Open', closing: 'Closing soon', closed: 'Closed' },
  closesAt: 'When the WhatsApp window closes. Updated by Ventana.',
  action: 'What Ventana is asked to do. Macros fill it in, Ventana empties it.',
  answer: 'Shows that the customer has not answered a reopening or proactive message yet. Updated by Ventana.',
  answerAwaited: 'Not answered',
  reopening: 'Reopen the conversation',
  send: (name) => `Send "${name}"`,
  rescue: {
    rescue: {
      label: 'Rescue the reply',
      macro: 'Asks Ventana to send the customer, as soon as they answer, what was written to them and did not arrive.',
    },
    rescue_withdraw: {
      label: 'Do not rescue the reply',
      macro: 'Tells Ventana that what did not reach the customer is not needed any more.',
    },
  },
  reopeningMacro: 'Asks Ventana to invite the customer to continue the conversation on WhatsApp.',
  sendMacro: (name) => `Asks Ventana to send the message "${name}" via WhatsApp.`,
  macroTitle: (name) => `WhatsApp::Send "${name}"`,
  switches: {
    pause: {
      label: 'Pause all sending',
      title: 'WhatsApp::Pause all sending',
      macro: 'Administrators only: Ventana stops sending WhatsApp messages for the whole account.',
    },
    resume: {
      label: 'Resume sending',
      title: 'WhatsApp::Resume sending',
      macro: 'Administrators only: Ventana sends WhatsApp messages again.',
    },
  },
  optOut: 'The customer does not want WhatsApp messages. Ventana ticks the box when they ask for it (STOP).',
  marketingOptOut:
    'The customer does not want marketing messages on WhatsApp. Ventana ticks the box when WhatsApp reports it.',
  optIn: 'The customer agrees that we start conversations with them on WhatsApp.',
  webhook: 'Tells Ventana what happens to tickets.',
  tellsCreated: 'Tells Ventana about a new WhatsApp ticket.',
  tellsStatus: (status) => `Tells Ventana when a ticket that uses WhatsApp becomes ${status}.`,
  tellsAction: (action) => `Tells Ventana that "${action}" was requested.`,
  closingView: 'Customers who are waiting for an answer and whose WhatsApp window closes soon.',
  owedView: 'Customers who are waiting for an answer and can only be reached by template.',
  unansweredTitle: 'WhatsApp: reopened, no answer',
  unansweredView: 'Pending and on-hold tickets whose customer has not answered a reopening or proactive message.',
};

export const texts: Record<Language, Texts> = { es, en };
