import type { TemplateDefinition } from '../types';
import { hexId, largeNumber } from './ids';
import type { Person, Schedule } from './model';
import type { Integration, TriggerCategory } from './settings';
import { adminId, agentId, apiUserId } from './world';

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

/** Every account has a category for its first triggers. */
export const seedCategory = (now: number): TriggerCategory => ({
  id: String(largeNumber()),
  name: 'Initial category',
  position: 1,
  createdAt: now,
  updatedAt: now,
});

/** The WhatsApp number, and Zendesk itself. */
export const seedIntegrations = (whatsApp: string): Integration[] => [
  {
    id: whatsApp,
    type: 'whatsapp',
    status: 'active',
    displayName: 'WhatsApp Acme',
    details: { hsmFallbackLanguage: 'en_US', phoneNumber: '+34910000001' },
  },
  { id: hexId(), type: 'zd:agentWorkspace', status: 'active', displayName: 'Agent Workspace', details: {} },
];

/** Fills in the usual defaults of a template. */
export const template = (definition: TemplateDefinition): Required<TemplateDefinition> => ({
  components: [],
  status: 'APPROVED',
  category: 'UTILITY',
  quality: 'UNKNOWN',
  ...definition,
});

const quickReply = (text: string): Required<TemplateDefinition>['components'] => [
  { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text }] },
];

/** The templates that Ventana's guide has users submit, as if Meta had approved them. */
export const seedTemplates = (): Required<TemplateDefinition>[] =>
  [
    {
      name: 'consulta_pendiente',
      language: 'es',
      body: 'Hola {{1}}, te escribimos por tu consulta {{2}}: te respondimos y necesitamos tu contestación para poder seguir. Responde a este mensaje y continuamos donde lo dejamos.',
    },
    {
      name: 'consulta_pendiente',
      language: 'en',
      body: 'Hello {{1}}, this is about your request {{2}}: we replied and need your answer before we can continue. Reply to this message and we will pick up where we left off.',
    },
    {
      name: 'consulta_reabierta',
      language: 'es',
      body: 'Hola {{1}}, no pudimos responder a tiempo al mensaje que nos enviaste sobre tu consulta {{2}}. Ya podemos atenderte: responde a este mensaje y seguimos con ella.',
    },
    {
      name: 'consulta_reabierta',
      language: 'en',
      body: 'Hello {{1}}, we could not answer your message about your request {{2}} in time. We are here now: reply to this message and we will continue.',
    },
    {
      name: 'consulta_respondida',
      language: 'es',
      body: 'Hola {{1}}, tenemos la respuesta a tu consulta {{2}}, pero no pudimos entregártela a tiempo. Responde a este mensaje o pulsa el botón y te la enviamos.',
      components: quickReply('Ver la respuesta'),
    },
    {
      name: 'consulta_respondida',
      language: 'en',
      body: 'Hello {{1}}, we have the answer to your request {{2}}, but could not deliver it in time. Reply to this message or tap the button and we will send it to you.',
      components: quickReply('See the answer'),
    },
    {
      name: 'consulta_incidencia',
      language: 'es',
      body: 'Hola {{1}}, hemos abierto el caso {{2}} por una incidencia que afecta a tu servicio. Responde a este mensaje y te contamos qué ha pasado y cómo lo resolvemos.',
    },
    {
      name: 'consulta_incidencia',
      language: 'en',
      body: 'Hello {{1}}, we opened case {{2}} because of an incident that affects your service. Reply to this message and we will tell you what happened and how we are fixing it.',
    },
  ].map((it: TemplateDefinition) => template(it));

/** The company's staff: the API user and one agent. */
export function seedStaff(email: string, now: number): Person[] {
  const staff = (id: number, name: string, address: string, role: 'agent' | 'admin'): Person => ({
    id,
    name,
    email: address,
    locale: 'es-ES',
    role,
    userFields: {},
    onWhatsApp: false,
    createdAt: now,
    updatedAt: now,
    received: [],
  });
  return [
    staff(apiUserId, 'Ventana', email, 'admin'),
    staff(agentId, 'Ana Agente', 'ana@acme.example', 'agent'),
    staff(adminId, 'Ada Admin', 'ada@acme.example', 'admin'),
  ];
}
