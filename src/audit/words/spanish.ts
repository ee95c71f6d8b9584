import type { Words } from './words';

export const spanish: Words = {
  locale: 'es-ES',
  title: 'Lo que ha costado la ventana de 24 horas de WhatsApp',
  about: '{account}: {tickets} tickets de WhatsApp y {messages} mensajes, del {from} al {to} (horas de {zone}).',
  intro:
    'WhatsApp solo deja escribir libremente a un cliente durante las 24 horas que siguen a su último mensaje: es la ventana. Después solo llega una plantilla que WhatsApp haya aprobado.',
  lost: 'Lo que se perdió',
  would: 'Lo que Ventana habría hecho por sí sola',
  cannotKnow: 'Lo que esta auditoría no puede saber',
  ticketsOf: 'Tickets',
  none: 'ninguno',
  notSaid: 'sin indicar',
  more: 'y {count} más: están en el CSV y en el JSON',
  finding: {
    replyTooLate: {
      one: 'respuesta no llegó: se envió con la ventana ya cerrada',
      many: 'respuestas no llegaron: se enviaron con la ventana ya cerrada',
      why: 'Zendesk las muestra en el ticket como si el cliente las tuviera.',
    },
    replyFailed: {
      one: 'respuesta falló, según su ticket',
      many: 'respuestas fallaron, según sus tickets',
      why: 'Se enviaron a tiempo, pero no se entregaron.',
    },
    closedOnWaiting: {
      one: 'ventana se cerró con el cliente esperando respuesta',
      many: 'ventanas se cerraron con el cliente esperando respuesta',
      why: 'Desde entonces, al cliente solo le llega una plantilla aprobada.',
    },
    outOfHours: {
      one: 'cliente escribió fuera de horario y la ventana se cerró antes de que nadie pudiera responder',
      many: 'clientes escribieron fuera de horario y la ventana se cerró antes de que nadie pudiera responder',
      why: 'La oficina estuvo abierta menos de una hora de las 24.',
    },
    notReminded: {
      one: 'pregunta quedó pendiente 24 horas sin respuesta ni recordatorio',
      many: 'preguntas quedaron pendientes 24 horas sin respuesta ni recordatorio',
      why: 'El agente había preguntado, el cliente no había respondido y nadie volvió a escribir.',
    },
  },
  replies: {
    title: 'De la apertura a la primera respuesta que llegó',
    median: 'Cuando llegó una: la mitad, en {hours} h o menos',
    ninth: 'nueve de cada diez, en {hours} h o menos',
    never: '{count} de {of} tickets no recibieron ninguna',
    none: 'No se abrió ningún ticket en este tiempo.',
    axis: 'tickets',
    buckets: ['< 1 h', '1–4 h', '4–8 h', '8–24 h', '> 24 h', 'nunca'],
  },
  days: 'Por día',
  deeds: {
    reminder: 'recordatorios de una pregunta',
    reopening: 'reaperturas tras el horario de oficina',
    rescue: 'rescates de una respuesta perdida',
    words: 'respuestas perdidas, enviadas de nuevo cuando el cliente escribió',
  },
  categories: {
    utility: 'plantillas de utilidad',
    marketing: 'plantillas de marketing',
    unstated: 'plantillas cuya categoría no se conoce',
    free: 'textos libres',
  },
  warnings: 'avisos a los agentes antes del cierre de una ventana',
  warnedInTime: 'de las ventanas que se cerraron con el cliente esperando, las que habrían tenido aviso',
  told: 'notas de que una respuesta no había llegado',
  solved: 'tickets resueltos tras un recordatorio sin respuesta',
  heldBack: {
    budget: 'mensajes que el presupuesto del mes habría retenido',
    limit: 'mensajes que un límite habría retenido',
    later: 'de los mensajes retenidos, los que habrían salido más tarde',
  },
  busiest: 'máximo de plantillas en 24 horas',
  ofLimit: '{count} (límite: {limit})',
  cost: {
    of: 'coste estimado: {what}',
    total: 'coste estimado en total',
    free: 'mensajes que no cuestan nada',
    unknown: 'mensajes cuya tarifa no se conoce: no están en el coste',
    by: 'El coste es una estimación en {currency}, con la tarifa de Meta del {dates}.',
    example:
      'Esa tarifa es un EJEMPLO de diez mercados, no la tuya. Descarga la tuya de Meta y ejecuta: npx ventana rates import FILE.',
    assumed: {
      category: 'Las plantillas cuya categoría no dicen ni WhatsApp ni la política cuentan como de utilidad ({count}).',
      country: 'Si no se conoce el país del número del cliente, cuenta {country} ({count}).',
      early: 'Los mensajes anteriores a la tarifa cuentan con sus precios ({count}).',
      allowance:
        'De los 1.000 textos libres gratuitos al mes, los de los agentes cuentan según llegaron, todos como de un solo número; no se conocen los anteriores a este periodo ({count}).',
    },
    categoriesFrom: {
      whatsapp: 'Las plantillas tienen el precio de la categoría que WhatsApp muestra ({count}).',
      policy: 'Si WhatsApp no muestra ninguna, cuenta la categoría de la política ({count}).',
    },
    moved: '{template}: su categoría es {whatsapp} en WhatsApp, {policy} en {file}.',
    always:
      'Los mensajes en las 72 horas siguientes a un anuncio son gratuitos, pero ningún ticket lo muestra: cuentan enteros. Las tarifas cambian, y los meses empiezan, a medianoche en {zone}. No incluye impuestos ni los precios de Zendesk.',
  },
  budget: {
    month: '{policy}, {month}: {spent} contados en el presupuesto.',
    soft: 'El de aviso ({amount}) se alcanzó el {date}.',
    hard: 'El máximo ({amount}) se alcanzó el {date}.',
    how: 'El presupuesto cuenta los textos libres al completo. El primer mes cuenta solo desde el inicio de este periodo.',
  },
  byMacro: 'No se cuenta lo que los agentes piden con una macro: nadie sabe qué habrían pedido.',
  answersUnknown: 'No se sabe si los clientes habrían respondido.',
  unknownTickets: '{count} tickets no se pudieron leer:',
  why: {
    gone: 'eliminado',
    refused: 'no permitido con estas credenciales',
    noAnswer: 'sin respuesta tras varios intentos; repite la auditoría',
    noConversation: 'sin conversación de WhatsApp en su historial',
    noMessages: 'su conversación ya no existe',
  },
  limits: {
    failures:
      'Las respuestas enviadas a tiempo cuya entrega falló. WhatsApp solo lo comunica por webhook, y aquí ningún historial lo muestra. Cuentan como recibidas.',
    failuresShown: 'Las entregas fallidas que no aparecen en el historial de los tickets. Cuentan como recibidas.',
    taps: 'Los toques en botones: no están en la lista de mensajes. Un cliente que solo pulsó un botón cuenta como callado.',
    deleted: 'Los tickets eliminados y los mensajes que alguien ha borrado de una conversación.',
    sending:
      'Si cada mensaje se habría podido enviar: plantillas, bajas, consentimiento, números bloqueados y límites solo se comprueban al enviar.',
    partlyRead: '{count} tickets tienen mensajes que no se pudieron leer: {tickets}.',
    alreadyVentana: 'En {count} tickets Ventana ya ha escrito: en ellos no se calcula lo que habría hecho.',
    hoursAssumed: 'La cuenta tiene varios horarios. Se ha usado «{name}»; la política puede indicar otro.',
    hoursUnknown: 'El horario de oficina: Zendesk solo lo muestra a los administradores. Se supone siempre abierta.',
  },
};
