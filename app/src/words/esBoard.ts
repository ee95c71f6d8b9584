import type { BoardWords } from './enBoard';

export const esBoard: BoardWords = {
  title: 'Ventanas de WhatsApp',
  lists: {
    agent: 'Esperan a un agente',
    customer: 'Esperan al cliente',
    closed: 'Cerradas sin respuesta',
    failed: 'No han llegado',
    needs: 'No avanzan',
  },
  first: (left) => `la primera se cierra en ${left}`,
  ofDay: (count) => `${count} en las últimas 24 horas`,
  none: {
    agent: 'Ningún cliente con la ventana abierta espera respuesta.',
    customer: 'Ningún agente espera a un cliente con la ventana abierta.',
    closed: 'En las últimas 24 horas no se ha cerrado ninguna ventana con el cliente esperando.',
    failed: 'No ha fallado nada que nadie haya atendido.',
    needs: 'Todo avanza por sí solo.',
    group: 'Ninguno de los tickets de la lista es de este grupo.',
  },
  about: {
    agent: 'La ventana está abierta y la última palabra es del cliente. Primero, la que antes se cierra.',
    customer: 'La ventana está abierta y la última palabra es de un agente, o de Ventana.',
    closed:
      'A estos clientes solo les llegan plantillas. Abre el ticket y pide la reapertura. Primero, las más recientes.',
    failed:
      'Necesitan a alguien: la nota del ticket dice por qué y qué hacer. Un ticket sale de la lista cuando alguien escribe o se resuelve.',
    needs: 'Mira la nota del ticket y su app de Ventana.',
  },
  needs: {
    overdue: 'Lo que debía ocurrir hace más de diez minutos no ha ocurrido.',
    message: 'El mensaje de Ventana no se envió o falló.',
    unknown: 'No se sabe si el mensaje de Ventana salió.',
    reply: 'La respuesta del agente no llegó al cliente.',
  },
  group: 'Grupo',
  allGroups: 'Todos los grupos',
  listed: (shown, count) => `En la lista: ${shown} de ${count}.`,
  noNames: 'Zendesk no muestra ahora los asuntos ni los grupos.',
  more: (count) => `Mostrar ${count} más`,
  closesIn: (left) => `quedan ${left}`,
  ticket: (id) => `Ticket n.º ${id}`,
  nobody: 'sin asignar',
  forecast: {
    title: 'Al ritmo actual',
    unknown: 'No se sabe: apenas ha habido horario de oficina en la última semana.',
    none: 'Todos los que esperan tendrán respuesta a tiempo.',
    lost: (lost, count) => `${lost} de ${count} ventanas se cierran sin respuesta`,
    by: (lost, when) => `${lost} antes de ${when}`,
    day: (perHour, answered, hours) =>
      `${perHour} respuestas por hora: ${answered} conversaciones en ${hours} horas de oficina, de las últimas 24 horas.`,
    week: (perHour, answered, hours) =>
      `${perHour} respuestas por hora: ${answered} conversaciones en ${hours} horas de oficina, de los últimos 7 días.`,
    noOffice: 'No se puede leer el horario de oficina: cuentan todas las horas.',
    whole: 'De toda la cuenta.',
  },
  hours: {
    title: 'Ventanas que se cierran en cada hora',
    agent: (count) => `${count} a un agente`,
    lost: (count) => `${count} se pierden`,
    customer: (count) => `${count} al cliente`,
    none: 'No hay ninguna ventana abierta.',
  },
  held: {
    title: 'Mensajes retenidos',
    none: 'No hay nada retenido.',
    count: (count, requested) => `${count} mensajes; ${requested}, a petición de agentes`,
    one: (requested) => `1 mensaje; ${requested}, a petición de agentes`,
    first: 'Primeros',
    template: (name, language) => `Plantilla ${name} (${language})`,
    everything: 'Todos los mensajes',
  },
};
