import type { TemplateDefinition } from '../types';
import { hexId, largeNumber } from './ids';
import type { Person, Schedule } from './model';
import type { Integration, TriggerCategory } from './settings';
import { agentId, apiUserId } from './world';

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

/** Every account has a category that its first triggers are in. */
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
    details: { deploymentId: hexId(), hsmFallbackLanguage: 'en_US', phoneNumber: '+34910000001' },
  },
  { id: hexId(), type: 'zd:agentWorkspace', status: 'active', displayName: 'Agent Workspace', details: {} },
];

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
    userFields: {},
    onWhatsApp: false,
    createdAt: now,
    updatedAt: now,
    received: [],
  });
  return [staff(apiUserId, 'Ventana', email, 'admin'), staff(agentId, 'Ana Agente', 'ana@acme.example', 'agent')];
}
