import type { Language } from '../../../../activities/policy';
import type { TicketStatus } from '../../../../activities/types';

/** Without `new`: no ticket returns to it. */
export const toldStatuses = ['open', 'pending', 'hold', 'solved', 'closed'] as const satisfies TicketStatus[];

type ToldStatus = (typeof toldStatuses)[number];

/** What agents and administrators read in Zendesk. The titles of fields are with what finds them (`fieldTitles`). */
export interface Texts {
  window: string;
  windowOptions: { open: string; closing: string; closed: string };
  closesAt: string;
  closesOn: string;
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
  /** The field that shows it, and an agent's two actions. */
  silence: string;
  silenceOn: string;
  silencing: Record<'silence' | 'unsilence', { label: string; title: string; macro: string }>;
  outcome: string;
  outcomes: Record<'reminded' | 'reminded_answered' | 'contacted' | 'contacted_answered', string>;
  optOut: string;
  marketingOptOut: string;
  optIn: string;
  webhook: string;
  createdTitle: string;
  tellsCreated: string;
  statusTitle(status: ToldStatus): string;
  tellsStatus(status: string): string;
  actionTitle(label: string): string;
  tellsAction(action: string): string;
  closingTitle: string;
  closingView: string;
  owedTitle: string;
  owedView: string;
  unansweredTitle: string;
  unansweredView: string;
}

const spanishStatuses: Record<ToldStatus, string> = {
  open: 'abierto',
  pending: 'pendiente',
  hold: 'en espera',
  solved: 'resuelto',
  closed: 'cerrado',
};

const es: Texts = {
  window: 'Indica si aún se puede escribir al cliente con texto libre. Lo actualiza Ventana.',
  windowOptions: { open: 'Abierta', closing: 'Se cierra pronto', closed: 'Cerrada' },
  closesAt: 'Cuándo se cierra la ventana de WhatsApp. Lo actualiza Ventana.',
  closesOn: 'El día en que se cierra, para ordenar las vistas. Lo actualiza Ventana.',
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
  silence: 'Indica que en este ticket Ventana no hace nada por su cuenta. Lo actualiza Ventana.',
  silenceOn: 'Silenciado',
  silencing: {
    silence: {
      label: 'Silenciar este ticket',
      title: 'WhatsApp::Silenciar este ticket',
      macro:
        'Ventana deja de enviar y cambiar cosas por su cuenta en este ticket. Lo que se pide con una macro se envía.',
    },
    unsilence: {
      label: 'Levantar el silencio',
      title: 'WhatsApp::Levantar el silencio',
      macro: 'Ventana vuelve a ocuparse de este ticket.',
    },
  },
  outcome: 'Qué ha pasado con el último mensaje de Ventana, para los informes. Lo actualiza Ventana.',
  outcomes: {
    reminded: 'Recordatorio enviado',
    reminded_answered: 'Respondió tras el recordatorio',
    contacted: 'Mensaje enviado',
    contacted_answered: 'Respondió tras el mensaje',
  },
  optOut:
    'El cliente no quiere recibir mensajes por WhatsApp. Ventana marca la casilla cuando el cliente lo pide (STOP).',
  marketingOptOut:
    'El cliente no quiere recibir mensajes de marketing por WhatsApp. Ventana marca la casilla cuando WhatsApp lo indica.',
  optIn: 'El cliente acepta que iniciemos conversaciones con él por WhatsApp.',
  webhook: 'Avisa a Ventana de lo que pasa en los tickets.',
  createdTitle: 'Ventana: ticket nuevo',
  tellsCreated: 'Avisa a Ventana de un ticket nuevo de WhatsApp.',
  statusTitle: (status) => `Ventana: estado ${spanishStatuses[status]}`,
  tellsStatus: (status) => `Avisa a Ventana cuando un ticket que usa WhatsApp pasa a ${status}.`,
  actionTitle: (label) => `Ventana: acción ${label}`,
  tellsAction: (action) => `Avisa a Ventana de que se ha pedido «${action}».`,
  closingTitle: 'WhatsApp: la ventana se cierra pronto',
  closingView: 'Clientes que esperan respuesta y cuya ventana de WhatsApp se cierra pronto.',
  owedTitle: 'WhatsApp: ventana cerrada, falta responder',
  owedView: 'Clientes que esperan respuesta y a los que ya solo llegan plantillas.',
  unansweredTitle: 'WhatsApp: reabierto, sin respuesta',
  unansweredView:
    'Tickets pendientes o en espera cuyo cliente no ha respondido a un mensaje de reapertura o proactivo.',
};

const en: Texts = {
  window: 'Whether the customer can still get free-form messages. Updated by Ventana.',
  windowOptions: { open: 'Open', closing: 'Closing soon', closed: 'Closed' },
  closesAt: 'When the WhatsApp window closes. Updated by Ventana.',
  closesOn: 'The day on which it closes, to sort views by. Updated by Ventana.',
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
  silence: 'Shows that Ventana does nothing on its own on this ticket. Updated by Ventana.',
  silenceOn: 'Silenced',
  silencing: {
    silence: {
      label: 'Silence this ticket',
      title: 'WhatsApp::Silence this ticket',
      macro: 'Ventana sends and changes nothing on its own on this ticket. What a macro requests is still sent.',
    },
    unsilence: {
      label: 'Lift the silence',
      title: 'WhatsApp::Lift the silence',
      macro: 'Ventana takes care of this ticket again.',
    },
  },
  outcome: 'What came of the last message from Ventana, for reports. Updated by Ventana.',
  outcomes: {
    reminded: 'Reminder sent',
    reminded_answered: 'Answered after the reminder',
    contacted: 'Message sent',
    contacted_answered: 'Answered after the message',
  },
  optOut: 'The customer does not want WhatsApp messages. Ventana ticks the box when they ask for it (STOP).',
  marketingOptOut:
    'The customer does not want marketing messages on WhatsApp. Ventana ticks the box when WhatsApp reports it.',
  optIn: 'The customer agrees that we start conversations with them on WhatsApp.',
  webhook: 'Tells Ventana what happens to tickets.',
  createdTitle: 'Ventana: ticket created',
  tellsCreated: 'Tells Ventana about a new WhatsApp ticket.',
  statusTitle: (status) => `Ventana: status ${status}`,
  tellsStatus: (status) => `Tells Ventana when a ticket that uses WhatsApp becomes ${status}.`,
  actionTitle: (label) => `Ventana: action ${label}`,
  tellsAction: (action) => `Tells Ventana that "${action}" was requested.`,
  closingTitle: 'WhatsApp: window closing',
  closingView: 'Customers who are waiting for an answer and whose WhatsApp window closes soon.',
  owedTitle: 'WhatsApp: window closed, answer owed',
  owedView: 'Customers who are waiting for an answer and can only be reached by template.',
  unansweredTitle: 'WhatsApp: reopened, no answer',
  unansweredView: 'Pending and on-hold tickets whose customer has not answered a reopening or proactive message.',
};

export const texts: Record<Language, Texts> = { es, en };

/**
 * A title in this language, and those that people have not chosen either.
 * @param former of earlier versions
 */
export function titled(
  language: Language,
  pick: (of: Language) => string,
  former: readonly string[] = [],
): { title: string; otherTitles: string[] } {
  const title = pick(language);
  const others = [...languages.map(pick), ...former];
  return { title, otherTitles: [...new Set(others)].filter((it) => it !== title) };
}

const languages = Object.keys(texts) as Language[];
