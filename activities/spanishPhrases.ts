// Stryker disable StringLiteral: words that people read. Tests hold that each note is whole, unlike the others, and translated.
import { because, type Phrases } from './phraseForms';
import { boxTitles } from './titles';

const box = boxTitles.es;

export const es: Phrases = {
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
  sendRetried: (what, code, when) =>
    `${what}: no ha llegado al cliente${because(code)}. Ventana lo volverá a enviar el ${when}, si aún hace falta.`,
  sendDropped: (what) => `${what} cancelado: no se ha entregado y ya no hace falta, así que no se enviará.`,
  customerWroteFirst: (what) =>
    `${what} no enviado: el cliente ha escrito después de la solicitud. Ya puedes responderle con texto libre.`,
  turnTooLate: (what) =>
    `${what} no enviado: desde la solicitud ha pasado más de un día sin que se pudiera enviar. Si todavía hace falta, vuelve a aplicar la macro.`,
  sendPaused: (what) =>
    `${what} en espera: los envíos por WhatsApp están en pausa en toda la cuenta. Cuando se reanuden, Ventana comprobará si todavía hace falta.`,
  wouldSend: (what, how) =>
    `${what} no enviado: Ventana está en modo de observación. Si no, lo habría enviado ahora por WhatsApp (${how}).`,
  heldBack: (what) =>
    `${what} no enviado: este cliente está en el grupo de control del experimento con recordatorios. No tienes que hacer nada; las macros funcionan como siempre.`,
  sendingPaused:
    'Envíos en pausa: Ventana no enviará ningún mensaje de WhatsApp en toda la cuenta hasta que un administrador aplique la macro para reanudarlos.',
  sendingResumed:
    'Envíos reanudados: Ventana vuelve a enviar mensajes de WhatsApp. Antes de cada uno comprobará si todavía hace falta.',
  switchRefused:
    'No se ha cambiado nada: solo un administrador de Zendesk puede pausar o reanudar los envíos de WhatsApp.',
  silenced:
    'Ticket silenciado: Ventana no enviará ni cambiará nada por su cuenta en él. Lo que pidas con una macro sí se enviará.',
  silenceLifted: 'Silencio levantado: Ventana vuelve a ocuparse de este ticket.',
  limits: { templatesPerDay: 'plantillas en 24 horas', notificationsPerMonth: 'notificaciones al mes' },
  limitNear: (limit, used, max) =>
    `Aviso: la cuenta lleva ${used} de ${max} ${limit}. Al llegar al límite, los envíos automáticos quedan en espera.`,
  limitReached: (what, limit, max) =>
    `${what} no enviado: la cuenta ha llegado a su límite de ${max} ${limit}. Vuelve a aplicar la macro más tarde o avisa a quien administra Ventana.`,
  budgetSoft: (used, max, card) =>
    `Aviso: los mensajes de este mes llevan un coste estimado de ${used} y el presupuesto avisa a partir de ${max}${card}. No cambia nada: los envíos siguen.`,
  budgetHard: (used, max, card) =>
    `Presupuesto agotado: los mensajes de este mes llevan un coste estimado de ${used} de un máximo de ${max}${card}. Los envíos automáticos quedan en espera hasta que acabe el mes.`,
  budgetRefused: (what, max, card) =>
    `${what} no enviado: se ha agotado el presupuesto del mes (${max}, coste estimado${card}). Si hace falta ahora, avisa a quien administra Ventana.`,
  card: (day) => `, según la tarifa del ${day}`,
  unknownAction: (action) =>
    `No se ha enviado nada: la acción «${action}» no está en la configuración de Ventana. Avisa a quien la administra.`,
  notDelivered: (late, code) =>
    `Tu mensaje no ha llegado al cliente${late ? ': la ventana de 24 horas de WhatsApp estaba cerrada' : because(code)}.`,
  toReopen: (macro) => ` Para que pueda responder, aplica la macro «${macro}».`,
  windowClosing: (when) =>
    `El cliente espera respuesta y la ventana de WhatsApp se cierra el ${when}. Respóndele antes: después solo podrás enviarle plantillas.`,
  optedOut: `El cliente ha pedido no recibir más mensajes (STOP): Ventana no le enviará nada, en ningún ticket. Si cambia de idea, desmarca la casilla «${box.optOut}» de su perfil.`,
  optedOutUnstored:
    'El cliente ha pedido no recibir más mensajes (STOP) y Ventana no le enviará nada desde este ticket. Para respetarlo en sus demás tickets falta en Zendesk el campo de usuario whatsapp_opt_out: avisa a quien administra Zendesk.',
  optedOutRefused: `El cliente ha pedido no recibir más mensajes (STOP) y Ventana no le enviará nada desde este ticket, pero Zendesk no permite guardarlo en su perfil. Marca tú la casilla «${box.optOut}», para que valga en todos sus tickets, y avisa a quien administra Zendesk. Ventana lo volverá a intentar cada hora.`,
  optedOutUnshown: `Se ha recibido un STOP de este cliente, pero su conversación no lo muestra, así que Ventana no lo ha guardado. Si no quiere recibir mensajes, marca la casilla «${box.optOut}» de su perfil.`,
  blockUnshown: `Se ha avisado de que este cliente ha bloqueado el número de la empresa, pero WhatsApp no lo muestra, así que Ventana no lo ha guardado. Desde este ticket no le enviará nada. Si no quiere recibir mensajes, marca la casilla «${box.optOut}» de su perfil.`,
  marketingRefused: `El cliente no acepta mensajes de marketing de la empresa, pero Zendesk no permite guardarlo en su perfil. Marca tú la casilla «${box.marketingOptOut}» y avisa a quien administra Zendesk. Ventana lo volverá a intentar cada hora.`,
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
    marketingOptedOut: `el cliente no acepta mensajes de marketing de la empresa. Contacta con él por otra vía o, si vuelve a aceptarlos, desmarca «${box.marketingOptOut}» en su perfil.`,
    noConsent: `no consta que el cliente haya aceptado recibir mensajes por WhatsApp. Si dio su consentimiento, marca «${box.optIn}» (whatsapp_opt_in) en su perfil y vuelve a aplicar la macro.`,
    missingValue: (name) =>
      `falta el valor de «${name}» y no hay texto alternativo. Complétalo y vuelve a aplicar la macro.`,
    unrepeatable: (what) =>
      what === 'gone'
        ? 'el mensaje ya no está en la conversación. Escribe tú al cliente.'
        : `es un mensaje de tipo «${what}», que no se puede repetir. Envíaselo tú al cliente.`,
  },
};
