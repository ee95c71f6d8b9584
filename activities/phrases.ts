// Stryker disable StringLiteral: words that people read. Tests hold that each note is whole, unlike the others, and translated.
import type { Language } from './policy';
import type { LimitWarning } from './orders';

/** The sentences of the notes. Every language has the same set. */
export interface Phrases {
  purposes: { followUp: string; reopening: string; rescue: string; rescued: string; proactive(name: string): string };
  text: string;
  template(name: string): string;
  sent(what: string, how: string): string;
  alreadySent(what: string, when: string): string;
  sendFailed(what: string, why: string): string;
  notTaken(what: string): string;
  sendUnknown(what: string): string;
  customerWroteFirst(what: string): string;
  turnTooLate(what: string): string;
  sendPaused(what: string): string;
  wouldSend(what: string, how: string): string;
  sendingPaused: string;
  sendingResumed: string;
  switchRefused: string;
  limits: Record<LimitWarning['limit'], string>;
  limitNear(limit: string, used: number, max: number): string;
  limitReached(what: string, limit: string, max: number): string;
  unknownAction(action: string): string;
  notDelivered(late: boolean, code: number | undefined): string;
  toReopen(macro: string): string;
  windowClosing(when: string): string;
  optedOut: string;
  optedOutUnstored: string;
  optedOutRefused: string;
  marketingRefused: string;
  solvedUnanswered: string;
  solvedWithoutReminder: string;
  answeredElsewhere(link: string): string;
  answersOther(link: string): string;
  reasons: {
    noPhone: string;
    invalidPhone: string;
    ambiguousPhone: string;
    nobodyFound: string;
    blocked: string;
    suspended: string;
    otherRequester: string;
    notTaken: string;
    zendesk(answer: string): string;
    optedOut: string;
    marketingOptedOut: string;
    noConsent: string;
    missingValue(name: string): string;
    unrepeatable(what: string): string;
  };
}

const because = (code: number | undefined): string => (code === undefined ? '' : ` (WhatsApp: ${code})`);

const es: Phrases = {
  purposes: {
    followUp: 'Recordatorio',
    reopening: 'Mensaje de reapertura',
    rescue: 'Mensaje de rescate',
    rescued: 'Respuesta rescatada',
    proactive: (name) => `Mensaje «${name}»`,
  },
  text: 'texto libre',
  template: (name) => `plantilla ${name}`,
  sent: (what, how) => `${what} enviado por WhatsApp (${how}). Si el cliente responde, el ticket se reabrirá.`,
  alreadySent: (what, when) =>
    `${what} no enviado: ya se envió el ${when} y el cliente todavía no ha respondido. Espera su respuesta o contacta con él por otra vía.`,
  sendFailed: (what, why) => `${what} no enviado: ${why}`,
  notTaken: (what) =>
    `${what} retrasado: Zendesk o su servicio de mensajería no responde. Ventana lo seguirá intentando durante un día; si no lo consigue, lo dirá aquí.`,
  sendUnknown: (what) =>
    `${what}: WhatsApp no ha confirmado la recepción. No se volverá a enviar automáticamente; pregunta al cliente si le ha llegado antes de repetirlo.`,
  customerWroteFirst: (what) =>
    `${what} no enviado: el cliente ha escrito después de la solicitud. Ya puedes responderle con texto libre.`,
  turnTooLate: (what) =>
    `${what} no enviado: desde la solicitud ha pasado más de un día sin que se pudiera enviar. Si todavía hace falta, vuelve a aplicar la macro.`,
  sendPaused: (what) =>
    `${what} en espera: los envíos por WhatsApp están en pausa en toda la cuenta. Cuando se reanuden, Ventana comprobará si todavía hace falta.`,
  wouldSend: (what, how) =>
    `${what} no enviado: Ventana está en modo de observación. Si no, lo habría enviado ahora por WhatsApp (${how}).`,
  sendingPaused:
    'Envíos en pausa: Ventana no enviará ningún mensaje de WhatsApp en toda la cuenta hasta que un administrador aplique la macro para reanudarlos.',
  sendingResumed:
    'Envíos reanudados: Ventana vuelve a enviar mensajes de WhatsApp. Antes de cada uno comprobará si todavía hace falta.',
  switchRefused:
    'No se ha cambiado nada: solo un administrador de Zendesk puede pausar o reanudar los envíos de WhatsApp.',
  limits: { templatesPerDay: 'plantillas en 24 horas', notificationsPerMonth: 'notificaciones al mes' },
  limitNear: (limit, used, max) =>
    `Aviso: la cuenta lleva ${used} de ${max} ${limit}. Al llegar al límite, los envíos automáticos quedan en espera.`,
  limitReached: (what, limit, max) =>
    `${what} no enviado: la cuenta ha llegado a su límite de ${max} ${limit}. Vuelve a aplicar la macro más tarde o avisa a quien administra Ventana.`,
  unknownAction: (action) =>
    `No se ha enviado nada: la acción «${action}» no está en la configuración de Ventana. Avisa a quien la administra.`,
  notDelivered: (late, code) =>
    `Tu mensaje no ha llegado al cliente${late ? ': la ventana de 24 horas de WhatsApp estaba cerrada' : because(code)}.`,
  toReopen: (macro) => ` Para que pueda responder, aplica la macro «${macro}».`,
  windowClosing: (when) =>
    `El cliente espera respuesta y la ventana de WhatsApp se cierra el ${when}. Respóndele antes: después solo podrás enviarle plantillas.`,
  optedOut:
    'El cliente ha pedido no recibir más mensajes (STOP): Ventana no le enviará nada, en ningún ticket. Si cambia de idea, desmarca la casilla «WhatsApp opt-out» de su perfil.',
  optedOutUnstored:
    'El cliente ha pedido no recibir más mensajes (STOP) y Ventana no le enviará nada desde este ticket. Para respetarlo en sus demás tickets falta en Zendesk el campo de usuario whatsapp_opt_out: avisa a quien administra Zendesk.',
  optedOutRefused:
    'El cliente ha pedido no recibir más mensajes (STOP) y Ventana no le enviará nada desde este ticket, pero Zendesk no permite guardarlo en su perfil. Marca tú la casilla «WhatsApp opt-out», para que valga en todos sus tickets, y avisa a quien administra Zendesk. Ventana lo volverá a intentar cada hora.',
  marketingRefused:
    'El cliente no acepta mensajes de marketing de la empresa, pero Zendesk no permite guardarlo en su perfil. Marca tú la casilla «WhatsApp marketing opt-out» y avisa a quien administra Zendesk. Ventana lo volverá a intentar cada hora.',
  solvedUnanswered:
    'Ticket resuelto: el cliente no ha respondido al último recordatorio. Si escribe, Zendesk lo reabrirá o creará otro.',
  solvedWithoutReminder:
    'Ticket resuelto: el cliente no ha respondido al mensaje que se le envió por WhatsApp. Si escribe, Zendesk lo reabrirá o creará otro.',
  answeredElsewhere: (link) =>
    `El cliente ha respondido a este mensaje en el ticket ${link}. La conversación de WhatsApp continúa allí.`,
  answersOther: (link) =>
    `El cliente responde a un mensaje enviado desde el ticket ${link}. Consulta allí el motivo del contacto.`,
  reasons: {
    noPhone: 'el solicitante no tiene teléfono. Añádelo a su perfil y vuelve a aplicar la macro.',
    invalidPhone: 'el teléfono del solicitante no es válido. Corrígelo en su perfil y vuelve a aplicar la macro.',
    ambiguousPhone:
      'el teléfono del solicitante puede leerse como dos números de países distintos. Escríbelo en su perfil con «+» y el prefijo del país y vuelve a aplicar la macro.',
    nobodyFound:
      'no se ha encontrado a nadie en WhatsApp con el teléfono del solicitante. Compruébalo en su perfil o contacta con el cliente por otra vía.',
    blocked: 'el cliente ha bloqueado el número de la empresa en WhatsApp. Contacta con él por otra vía.',
    suspended:
      'el solicitante está suspendido en Zendesk. Si ya no debe estarlo, quítale la suspensión en su perfil y vuelve a aplicar la macro.',
    otherRequester:
      'el solicitante del ticket ha cambiado y la conversación de WhatsApp es de otra persona. Escribe a esa persona desde su propio ticket o contacta con el solicitante desde uno nuevo.',
    notTaken:
      'Zendesk o su servicio de mensajería no lo ha aceptado en todo un día. Si aún hace falta, aplica la macro más tarde o contacta con el cliente por otra vía.',
    zendesk: (answer) =>
      `Zendesk no permite leer algo que el mensaje necesita, como los datos del solicitante${answer}. Compruébalo en el ticket y en el perfil del solicitante y vuelve a aplicar la macro, o avisa a quien administra Zendesk.`,
    optedOut: 'el cliente ha pedido no recibir mensajes (STOP).',
    marketingOptedOut:
      'el cliente no acepta mensajes de marketing de la empresa. Contacta con él por otra vía o, si vuelve a aceptarlos, desmarca «WhatsApp marketing opt-out» en su perfil.',
    noConsent:
      'no consta que el cliente haya aceptado recibir mensajes por WhatsApp. Si dio su consentimiento, marca «WhatsApp opt-in» (whatsapp_opt_in) en su perfil y vuelve a aplicar la macro.',
    missingValue: (name) =>
      `falta el valor de «${name}» y no hay texto alternativo. Complétalo y vuelve a aplicar la macro.`,
    unrepeatable: (what) =>
      what === 'gone'
        ? 'el mensaje ya no está en la conversación. Escribe tú al cliente.'
        : `es un mensaje de tipo «${what}», que no se puede repetir. Envíaselo tú al cliente.`,
  },
};

const en: Phrases = {
  purposes: {
    followUp: 'Reminder',
    reopening: 'Reopening message',
    rescue: 'Rescue message',
    rescued: 'Rescued reply',
    proactive: (name) => `Message "${name}"`,
  },
  text: 'free-form text',
  template: (name) => `template ${name}`,
  sent: (what, how) => `${what} sent via WhatsApp (${how}). If the customer answers, the ticket will reopen.`,
  alreadySent: (what, when) =>
    `${what} not sent: it was already sent on ${when} and the customer has not answered yet. Wait for the answer, or contact them another way.`,
  sendFailed: (what, why) => `${what} not sent: ${why}`,
  notTaken: (what) =>
    `${what} delayed: Zendesk or its messaging service is not responding. Ventana will keep trying for a day; if that fails, it will say so here.`,
  sendUnknown: (what) =>
    `${what}: WhatsApp did not confirm receipt. It will not be sent again automatically; check with the customer before you repeat it.`,
  customerWroteFirst: (what) =>
    `${what} not sent: the customer wrote after it was requested. You can now answer them with free-form text.`,
  turnTooLate: (what) =>
    `${what} not sent: it could not be sent within a day of the request. If it is still needed, apply the macro again.`,
  sendPaused: (what) =>
    `${what} waiting: sending via WhatsApp is paused for the whole account. When it resumes, Ventana will check whether the message is still needed.`,
  wouldSend: (what, how) =>
    `${what} not sent: Ventana is only observing. Otherwise it would have sent it now via WhatsApp (${how}).`,
  sendingPaused:
    'Sending paused: Ventana will send no WhatsApp messages for the whole account until an administrator applies the macro that resumes it.',
  sendingResumed:
    'Sending resumed: Ventana sends WhatsApp messages again. Before each one it checks whether the message is still needed.',
  switchRefused: 'Nothing was changed: only a Zendesk administrator can pause or resume sending via WhatsApp.',
  limits: { templatesPerDay: 'templates in 24 hours', notificationsPerMonth: 'notifications per month' },
  limitNear: (limit, used, max) =>
    `Note: the account has used ${used} of ${max} ${limit}. When the limit is reached, automatic messages wait.`,
  limitReached: (what, limit, max) =>
    `${what} not sent: the account has reached its limit of ${max} ${limit}. Apply the macro again later, or tell your Ventana administrator.`,
  unknownAction: (action) =>
    `Nothing was sent: the action "${action}" is not in Ventana's configuration. Tell your Ventana administrator.`,
  notDelivered: (late, code) =>
    `Your message did not reach the customer${late ? ": WhatsApp's 24-hour window was closed" : because(code)}.`,
  toReopen: (macro) => ` To let the customer answer, apply the macro "${macro}".`,
  windowClosing: (when) =>
    `The customer is waiting for an answer and the WhatsApp window closes on ${when}. Answer before then: afterwards you can only send templates.`,
  optedOut:
    'The customer asked to receive no more messages (STOP): Ventana will not send them anything, on any ticket. If they change their mind, clear the "WhatsApp opt-out" box in their profile.',
  optedOutUnstored:
    'The customer asked to receive no more messages (STOP) and Ventana will not send them anything from this ticket. For this to apply to their other tickets, Zendesk needs the user field whatsapp_opt_out: tell your Zendesk administrator.',
  optedOutRefused:
    'The customer asked to receive no more messages (STOP) and Ventana will not send them anything from this ticket, but Zendesk does not allow it to be saved in their profile. Tick the "WhatsApp opt-out" box yourself, so that it applies to all their tickets, and tell your Zendesk administrator. Ventana will try again every hour.',
  marketingRefused:
    'The customer does not accept marketing messages from your business, but Zendesk does not allow this to be saved in their profile. Tick the "WhatsApp marketing opt-out" box yourself, and tell your Zendesk administrator. Ventana will try again every hour.',
  solvedUnanswered:
    'Ticket solved: the customer did not answer the last reminder. If they write, Zendesk will reopen it or create another one.',
  solvedWithoutReminder:
    'Ticket solved: the customer did not answer the message that was sent to them via WhatsApp. If they write, Zendesk will reopen it or create another one.',
  answeredElsewhere: (link) =>
    `The customer answered this message in ticket ${link}. The WhatsApp conversation continues there.`,
  answersOther: (link) =>
    `The customer is answering a message sent from ticket ${link}. See that ticket for why they were contacted.`,
  reasons: {
    noPhone: 'the requester has no phone number. Add it to their profile and apply the macro again.',
    invalidPhone: "the requester's phone number is not valid. Correct it in their profile and apply the macro again.",
    ambiguousPhone:
      "the requester's phone number can be read as two numbers of different countries. Write it in their profile with a plus sign and the country code, and apply the macro again.",
    nobodyFound:
      "nobody on WhatsApp was found for the requester's phone number. Check it in their profile, or contact the customer another way.",
    blocked: 'the customer has blocked your number on WhatsApp. Contact them another way.',
    suspended:
      'the requester is suspended in Zendesk. If that is no longer right, lift the suspension in their profile and apply the macro again.',
    otherRequester:
      "the ticket's requester was changed, and the WhatsApp conversation belongs to another person. Write to that person from their own ticket, or contact the requester from a new one.",
    notTaken:
      'Zendesk or its messaging service did not accept it for a whole day. If it is still needed, apply the macro later or contact the customer another way.',
    zendesk: (answer) =>
      `Zendesk does not allow Ventana to read something that the message needs, such as the requester's details${answer}. Check the ticket and the requester's profile and apply the macro again, or tell your Zendesk administrator.`,
    optedOut: 'the customer asked to receive no messages (STOP).',
    marketingOptedOut:
      'the customer does not accept marketing messages from your business. Contact them another way or, if they accept them again, clear the "WhatsApp marketing opt-out" box in their profile.',
    noConsent:
      'there is no record that the customer agreed to receive WhatsApp messages. If they did, tick "WhatsApp opt-in" (whatsapp_opt_in) in their profile and apply the macro again.',
    missingValue: (name) => `"${name}" has no value and no fallback. Fill it in and apply the macro again.`,
    unrepeatable: (what) =>
      what === 'gone'
        ? 'the message is no longer in the conversation. Write to the customer yourself.'
        : `it is a message of the kind "${what}", which cannot be repeated. Send it to the customer yourself.`,
  },
};

export const phrases: Record<Language, Phrases> = { es, en };
