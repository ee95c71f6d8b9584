import type { TemplateDefinition } from '../types';
import { largeNumber } from './ids';
import type { Field, Macro, Person, Schedule } from './model';
import { agentId, apiUserId, fieldTitles } from './world';

/** The ticket fields that Ventana finds by title, less those that the account lacks. */
export const seedFields = (missing: string[] = []): Field[] =>
  [
    {
      title: fieldTitles.window,
      type: 'tagger' as const,
      options: ['open', 'closing', 'closed'].map((it) => `whatsapp_window_${it}`),
    },
    { title: fieldTitles.closesAt, type: 'text' as const, options: [] },
    {
      title: fieldTitles.action,
      type: 'tagger' as const,
      options: ['whatsapp_action_reopening', 'whatsapp_action_incident'],
    },
  ]
    .filter((field) => !missing.includes(field.title))
    .map((field) => ({ ...field, id: largeNumber() }));

/** The two macros of the documentation. */
export function seedMacros(fields: Field[]): Macro[] {
  const action = fields.find((field) => field.title === fieldTitles.action);
  const macro = (title: string, value: string, comment: string): Macro => ({
    id: largeNumber(),
    title,
    actions: [
      ...(action ? [{ field: `custom_fields_${action.id}`, value }] : []),
      { field: 'comment_value', value: comment },
      { field: 'comment_mode_is_public', value: 'false' },
    ],
  });
  return [
    macro(
      'WhatsApp::Reabrir conversación',
      'whatsapp_action_reopening',
      'Escribió fuera de horario: reabrimos la conversación por WhatsApp.',
    ),
    macro(
      'WhatsApp::Avisar de incidencia',
      'whatsapp_action_incident',
      'Avisamos al cliente de la incidencia por WhatsApp.',
    ),
  ];
}

const day = 24 * 60;

/** Madrid, Monday to Friday, 09:00-18:00. */
export const seedSchedule = (): Schedule => ({
  id: largeNumber(),
  name: 'Oficina',
  timeZone: 'Madrid',
  intervals: [1, 2, 3, 4, 5].map((weekday) => ({
    start_time: weekday * day + 9 * 60,
    end_time: weekday * day + 18 * 60,
  })),
  holidays: [],
});

/** Fills in what a template usually is. */
export const template = (definition: TemplateDefinition): Required<TemplateDefinition> => ({
  status: 'APPROVED',
  category: 'UTILITY',
  ...definition,
});

export const seedTemplates = (): Required<TemplateDefinition>[] =>
  [
    {
      name: 'seguimiento_ticket',
      language: 'es',
      body: 'Hola {{1}}, seguimos esperando tu respuesta sobre el ticket {{2}}. Responde a este mensaje para continuar.',
    },
    {
      name: 'seguimiento_ticket',
      language: 'en',
      body: 'Hi {{1}}, we are still waiting for your answer about ticket {{2}}. Reply to this message to go on.',
    },
    {
      name: 'reapertura_ticket',
      language: 'es',
      body: 'Nos escribiste fuera de horario y ya podemos atenderte, {{1}}. Responde para continuar.',
    },
    {
      name: 'reapertura_ticket',
      language: 'en',
      body: 'You wrote out of hours and we are here for you now, {{1}}. Reply to go on.',
    },
    {
      name: 'aviso_incidencia',
      language: 'es',
      body: 'Hemos detectado una incidencia con tu pedido, {{1}}. Responde para que te ayudemos.',
    },
    {
      name: 'aviso_incidencia',
      language: 'en',
      body: 'We found a problem with your order, {{1}}. Reply and we will help you.',
    },
  ].map(template);

/** The company's side: the API user and one agent. */
export function seedStaff(email: string, now: number): Person[] {
  const staff = (id: number, name: string, address: string, role: 'agent' | 'admin'): Person => ({
    id,
    name,
    email: address,
    locale: 'es-ES',
    role,
    optedOut: false,
    onWhatsApp: false,
    createdAt: now,
    updatedAt: now,
    received: [],
  });
  return [staff(apiUserId, 'Ventana', email, 'admin'), staff(agentId, 'Ana Agente', 'ana@acme.example', 'agent')];
}
