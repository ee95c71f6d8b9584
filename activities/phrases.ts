// Stryker disable StringLiteral: words that people read. Tests hold that each note is whole, unlike the others, and translated.
import type { Language } from './policy';
import type { LimitWarning } from './types';

/** The sentences of the notes. Every language has the same ones. */
export interface Phrases {
  purposes: { followUp: string; reopening: string; proactive(name: string): string };
  text: string;
  template(name: string): string;
  sent(what: string, how: string): string;
  alreadySent(what: string, when: string): string;
  sendFailed(what: string, why: string): string;
  sendUnknown(what: string): string;
  sendHeld(what: string, code: number): string;
  customerWroteFirst(what: string): string;
  limits: Record<LimitWarning['limit'], string>;
  limitNear(limit: string, used: number, max: number): string;
  limitReached(what: string, limit: string, max: number): string;
  unknownAction(action: string): string;
  notDelivered(late: boolean, code: number | undefined, macro: string | undefined): string;
  windowClosing(when: string): string;
  optedOut: string;
  optedOutUnstored: string;
  solvedUnanswered: string;
  answeredElsewhere(link: string): string;
  answersOther(link: string): string;
  reasons: {
    noPhone: string;
    invalidPhone: string;
    optedOut: string;
    marketingOptedOut: string;
    noConsent: string;
    missingValue(name: string): string;
    configuration(what: string): string;
    refused(why: string | number | undefined): string;
  };
  /** By Meta's error code, where we can say more than the number. */
  codes: Record<number, string>;
}

const because = (code: number | undefined): string => (code === undefined ? '' : ` (WhatsApp: ${code})`);

const es: Phrases = {
  purposes: {
    followUp: 'Recordatorio',
    reopening: 'Mensaje de reapertura',
    proactive: (name) => `Mensaje «${name}»`,
  },
  text: 'texto libre',
  template: (name) => `plantilla ${name}`,
  sent: (what, how) => `${what} enviado por WhatsApp (${how}). Si el cliente responde, el ticket se reabrirá.`,
  alreadySent: (what, when) =>
    `${what} no enviado: ya salió el ${when} y el cliente aún no ha respondido. Espera su respuesta o contacta por otra vía.`,
  sendFailed: (what, why) => `${what} no enviado: ${why}`,
  sendUnknown: (what) =>
    `${what}: WhatsApp no confirmó si lo recibió. No se enviará de nuevo; comprueba con el cliente antes de repetirlo.`,
  sendHeld: (what, code) =>
    `${what} retenido: WhatsApp no acepta por ahora esta plantilla o los envíos de la cuenta (${code}). Avisa a quien la administra; Ventana lo intenta cada 5 minutos durante un día.`,
  customerWroteFirst: (what) =>
    `${what} no enviado: el cliente escribió después de pedirlo. Ya puedes responderle con texto libre.`,
  limits: { templatesPerDay: 'plantillas en 24 horas', notificationsPerMonth: 'notificaciones al mes' },
  limitNear: (limit, used, max) =>
    `Aviso: la cuenta lleva ${used} de ${max} ${limit}. Al llegar al límite, los envíos automáticos esperan.`,
  limitReached: (what, limit, max) =>
    `${what} no enviado: la cuenta ha llegado a su límite de ${max} ${limit}. Repite la macro más tarde o avisa a quien administra Ventana.`,
  unknownAction: (action) =>
    `La acción «${action}» no está en la configuración de Ventana y no se ha enviado nada. Avisa a quien la administra.`,
  notDelivered: (late, code, macro) =>
    `Tu mensaje no llegó al cliente${late ? ': la ventana de 24 horas de WhatsApp estaba cerrada' : because(code)}.` +
    (macro === undefined ? '' : ` Para que el cliente pueda responder, aplica la macro «${macro}».`),
  windowClosing: (when) =>
    `El cliente espera respuesta y la ventana de WhatsApp se cierra el ${when}. Responde antes: después solo llegan plantillas.`,
  optedOut:
    'El cliente pidió no recibir más mensajes (STOP): Ventana no le enviará nada, en ningún ticket. Si cambia de idea, desmarca la casilla «WhatsApp opt-out» de su perfil.',
  optedOutUnstored:
    'El cliente pidió no recibir más mensajes (STOP) y desde este ticket Ventana no le enviará nada. Falta en Zendesk el campo de usuario whatsapp_opt_out para respetarlo en sus demás tickets: avisa a quien lo administra.',
  solvedUnanswered:
    'Ticket resuelto: el cliente no respondió al último recordatorio. Si escribe, Zendesk lo reabre o abre otro.',
  answeredElsewhere: (link) =>
    `El cliente respondió a este mensaje en el ticket ${link}. La conversación de WhatsApp sigue allí.`,
  answersOther: (link) =>
    `El cliente responde al mensaje enviado desde el ticket ${link}. Consulta allí el motivo del contacto.`,
  reasons: {
    noPhone: 'el solicitante no tiene teléfono. Añádelo a su perfil y repite la macro.',
    invalidPhone: 'el teléfono del solicitante no es válido. Corrígelo en su perfil y repite la macro.',
    optedOut: 'el cliente pidió no recibir mensajes (STOP).',
    marketingOptedOut:
      'el cliente no acepta mensajes de marketing de la empresa. Contacta por otra vía o, si los acepta de nuevo, desmarca «WhatsApp marketing opt-out» en su perfil.',
    noConsent:
      'no consta que el cliente acepte mensajes por WhatsApp. Si dio su consentimiento, marca «WhatsApp opt-in» (whatsapp_opt_in) en su perfil y repite la macro.',
    missingValue: (name) => `falta el valor de «${name}» y no hay alternativa. Complétalo y repite la macro.`,
    configuration: (what) => `error de configuración (${what}). Avisa a quien administra Ventana.`,
    refused: (why) =>
      `WhatsApp lo rechazó${why === undefined ? '' : ` (${why})`}. Contacta con el cliente por otra vía.`,
  },
  codes: {
    131026: 'el número no puede recibir mensajes de WhatsApp (131026). Contacta con el cliente por otra vía.',
    131047: 'la ventana de 24 horas estaba cerrada (131047) y no hay plantilla que la sustituya.',
    131050:
      'el cliente dejó de aceptar mensajes de marketing de la empresa (131050). No se le enviarán más; los de utilidad sí le llegan.',
    130472:
      'WhatsApp excluye a este número de los mensajes de marketing (130472). Contacta con el cliente por otra vía.',
  },
};

const en: Phrases = {
  purposes: {
    followUp: 'Reminder',
    reopening: 'Reopening message',
    proactive: (name) => `Message "${name}"`,
  },
  text: 'free-form text',
  template: (name) => `template ${name}`,
  sent: (what, how) => `${what} sent by WhatsApp (${how}). If the customer answers, the ticket will reopen.`,
  alreadySent: (what, when) =>
    `${what} not sent: it went out on ${when} and the customer has not answered yet. Wait for the answer, or reach them another way.`,
  sendFailed: (what, why) => `${what} not sent: ${why}`,
  sendUnknown: (what) =>
    `${what}: WhatsApp did not confirm that it has it. It will not be sent again; check with the customer before you repeat it.`,
  sendHeld: (what, code) =>
    `${what} held back: WhatsApp takes nothing of this template or of the account for now (${code}). Tell the person who administers it; Ventana tries every 5 minutes for a day.`,
  customerWroteFirst: (what) =>
    `${what} not sent: the customer wrote after it was asked for. You can answer them in free text now.`,
  limits: { templatesPerDay: 'templates in 24 hours', notificationsPerMonth: 'notifications a month' },
  limitNear: (limit, used, max) =>
    `Note: the account has used ${used} of ${max} ${limit}. At the limit, automatic messages wait.`,
  limitReached: (what, limit, max) =>
    `${what} not sent: the account has reached its limit of ${max} ${limit}. Apply the macro again later, or tell the person who administers Ventana.`,
  unknownAction: (action) =>
    `The action "${action}" is not in Ventana's configuration and nothing was sent. Tell the person who administers it.`,
  notDelivered: (late, code, macro) =>
    `Your message did not reach the customer${late ? ": WhatsApp's 24-hour window was closed" : because(code)}.` +
    (macro === undefined ? '' : ` To let the customer answer, apply the macro "${macro}".`),
  windowClosing: (when) =>
    `The customer is waiting and the WhatsApp window closes on ${when}. Answer before: afterwards only templates arrive.`,
  optedOut:
    'The customer asked for no more messages (STOP): Ventana will send them nothing, on any ticket. Should they change their mind, clear the box "WhatsApp opt-out" in their profile.',
  optedOutUnstored:
    'The customer asked for no more messages (STOP) and Ventana will send them nothing from this ticket. Zendesk lacks the user field whatsapp_opt_out, by which their other tickets would know: tell the person who administers it.',
  solvedUnanswered:
    'Ticket solved: the customer did not answer the last reminder. If they write, Zendesk reopens it or opens another one.',
  answeredElsewhere: (link) =>
    `The customer answered this message in ticket ${link}. The WhatsApp conversation goes on there.`,
  answersOther: (link) =>
    `The customer is answering the message sent from ticket ${link}. See there why they were contacted.`,
  reasons: {
    noPhone: 'the requester has no phone number. Add it to their profile and apply the macro again.',
    invalidPhone: "the requester's phone number is not valid. Correct it in their profile and apply the macro again.",
    optedOut: 'the customer asked for no messages (STOP).',
    marketingOptedOut:
      'the customer does not accept marketing messages of the business. Reach them another way or, if they accept them again, clear "WhatsApp marketing opt-out" in their profile.',
    noConsent:
      'there is no record that the customer accepts messages by WhatsApp. If they have agreed, tick "WhatsApp opt-in" (whatsapp_opt_in) in their profile and apply the macro again.',
    missingValue: (name) =>
      `the value of "${name}" is missing and has no fallback. Fill it in and apply the macro again.`,
    configuration: (what) => `configuration error (${what}). Tell the person who administers Ventana.`,
    refused: (why) => `WhatsApp refused it${why === undefined ? '' : ` (${why})`}. Reach the customer another way.`,
  },
  codes: {
    131026: 'the number cannot receive WhatsApp messages (131026). Reach the customer another way.',
    131047: 'the 24-hour window was closed (131047) and there is no template to take its place.',
    131050:
      'the customer has stopped marketing messages of the business (131050). They will get no more of them; utility messages still arrive.',
    130472: 'WhatsApp leaves this number out of marketing messages (130472). Reach the customer another way.',
  },
};

export const phrases: Record<Language, Phrases> = { es, en };
