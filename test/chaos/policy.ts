/** Ventana's policy in a run: the real rules, with days that last seconds. */

export const FOLLOW_UP_MS = 3_000;
export const GRACE_MS = 1_000;
/** The last minute of a window counts as closed. */
export const MARGIN_MS = 60_000;

/** Marks of each message of the policy, by which it is known on the phone: its template's name, its text's beginning. */
export const messageMarks = {
  followUp: { template: 'consulta_pendiente', text: 'Recordatorio:' },
  reopening: { template: 'consulta_reabierta', text: 'Reapertura:' },
  incident: { template: 'consulta_incidencia', text: 'Incidencia:' },
  rescue: { template: 'consulta_respondida', text: 'Rescate:' },
} as const;

export type MessageName = keyof typeof messageMarks;

/** The policy with other rates. */
export const withRates = (rates: Record<string, number>): string =>
  policy.replace(/^rates: .*$/m, `rates: ${JSON.stringify(rates)}`);

export const policy = `
language: es
hours: { timeZone: Europe/Madrid, week: { mon-sun: 00:00-24:00 } }
quietHours: off
window: { margin: ${MARGIN_MS}ms }
followUp: { anchor: agentReply, after: ${FOLLOW_UP_MS}ms, grace: ${GRACE_MS}ms }
agentWarning: off
limits: { templatesPerDay: 1000000, notificationsPerMonth: 1000000 }
rates: { sendsPerSecond: 1000, zendeskUpdatesPerMinute: 100000, zendeskReadsPerMinute: 100000 }
messages:
  followUp:
    template: { name: consulta_pendiente, languages: [es], parameters: ['{{requester.firstName|cliente}}', '{{ticket.id}}'] }
    text: { es: 'Recordatorio: {{requester.firstName|cliente}}, ¿nos cuentas?' }
  reopening:
    template: { name: consulta_reabierta, languages: [es], parameters: ['{{requester.firstName|cliente}}', '{{ticket.id}}'] }
    text: { es: 'Reapertura: {{requester.firstName|cliente}}, ya estamos aquí.' }
  rescue:
    template: { name: consulta_respondida, languages: [es], parameters: ['{{requester.firstName|cliente}}', '{{ticket.id}}'] }
  incident:
    template: { name: consulta_incidencia, languages: [es], parameters: ['{{requester.firstName|cliente}}', '{{ticket.id}}'] }
    text: { es: 'Incidencia: {{requester.firstName|cliente}}, hemos abierto el caso {{ticket.id}}.' }
`;
