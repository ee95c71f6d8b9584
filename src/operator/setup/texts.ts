import type { Language } from '../../../activities/policy';

/** What agents and administrators read in Zendesk. */
export interface Texts {
  window: string;
  windowOptions: { open: string; closing: string; closed: string };
  closesAt: string;
  action: string;
  reopening: string;
  send(name: string): string;
  reopeningMacro: string;
  sendMacro(name: string): string;
  macroTitle(name: string): string;
  optOut: string;
  marketingOptOut: string;
  optIn: string;
  webhook: string;
  tellsCreated: string;
  tellsStatus(status: string): string;
  tellsAction(action: string): string;
  closingView: string;
  owedView: string;
}

const es: Texts = {
  window: 'Si aún se puede escribir al cliente con texto libre. Lo mantiene Ventana.',
  windowOptions: { open: 'Abierta', closing: 'Se cierra pronto', closed: 'Cerrada' },
  closesAt: 'Cuándo se cierra la ventana de WhatsApp. Lo mantiene Ventana.',
  action: 'Lo que se pide a Ventana; lo rellenan las macros y Ventana lo vacía.',
  reopening: 'Reabrir la conversación',
  send: (name) => `Enviar «${name}»`,
  reopeningMacro: 'Pide a Ventana que invite al cliente a seguir la conversación por WhatsApp.',
  sendMacro: (name) => `Pide a Ventana que envíe el mensaje «${name}» por WhatsApp.`,
  macroTitle: (name) => `WhatsApp::Enviar «${name}»`,
  optOut: 'El cliente no quiere mensajes por WhatsApp. Lo marca Ventana cuando lo pide (STOP).',
  marketingOptOut: 'El cliente no quiere mensajes de marketing por WhatsApp. Lo marca Ventana cuando WhatsApp lo dice.',
  optIn: 'El cliente acepta que le escribamos primero por WhatsApp.',
  webhook: 'Avisa a Ventana de lo que pasa en los tickets.',
  tellsCreated: 'Avisa a Ventana de un ticket nuevo de WhatsApp.',
  tellsStatus: (status) => `Avisa a Ventana de un ticket con WhatsApp que pasa a ${status}.`,
  tellsAction: (action) => `Avisa a Ventana de que se ha pedido «${action}».`,
  closingView: 'Clientes que esperan respuesta y cuya ventana de WhatsApp se cierra pronto.',
  owedView: 'Clientes que esperan respuesta y a los que ya solo llegan plantillas.',
};

const en: Texts = {
  window: 'Whether the customer can still be written to in free text. Kept by Ventana.',
  windowOptions: { open: 'Open', closing: 'Closing soon', closed: 'Closed' },
  closesAt: 'When the WhatsApp window closes. Kept by Ventana.',
  action: 'What is asked of Ventana; macros fill it in, Ventana empties it.',
  reopening: 'Reopen the conversation',
  send: (name) => `Send "${name}"`,
  reopeningMacro: 'Asks Ventana to invite the customer to go on with the conversation on WhatsApp.',
  sendMacro: (name) => `Asks Ventana to send the message "${name}" by WhatsApp.`,
  macroTitle: (name) => `WhatsApp::Send "${name}"`,
  optOut: 'The customer wants no messages by WhatsApp. Ticked by Ventana when they say so (STOP).',
  marketingOptOut: 'The customer wants no marketing messages by WhatsApp. Ticked by Ventana when WhatsApp says so.',
  optIn: 'The customer agrees that we write first by WhatsApp.',
  webhook: 'Tells Ventana what happens to tickets.',
  tellsCreated: 'Tells Ventana of a new WhatsApp ticket.',
  tellsStatus: (status) => `Tells Ventana of a ticket with WhatsApp that becomes ${status}.`,
  tellsAction: (action) => `Tells Ventana that "${action}" was asked for.`,
  closingView: 'Customers who wait for an answer and whose WhatsApp window closes soon.',
  owedView: 'Customers who wait for an answer and whom only templates reach.',
};

export const texts: Record<Language, Texts> = { es, en };
