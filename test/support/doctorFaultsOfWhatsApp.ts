/** What may be wrong with WhatsApp, its templates and Temporal. */
import type { Fault } from './doctorFault';

const MINUTE = 60_000;
const template = { name: 'consulta_pendiente', language: 'es' };
const paused = { ...template, body: 'Hola {{1}}, ticket {{2}}.' };

export const whatsAppFaults: Record<string, Fault> = {
  'a WhatsApp number that is off': {
    plant: ({ sandbox }) => sandbox.plant({ kind: 'whatsAppIntegration', status: 'inactive' }),
    says: { 'whatsapp.integration': ['problem', /the integration is inactive/] },
  },
  'a WhatsApp number that is not there': {
    plant: ({ sandbox }) => sandbox.plant({ kind: 'whatsAppIntegration', status: 'missing' }),
    says: {
      'whatsapp.integration': ['problem', /does not exist\. The app has no WhatsApp integration\. Connect a number/],
    },
  },
  'an id that no WhatsApp number has': {
    environment: { WHATSAPP_INTEGRATION_ID: 'another' },
    says: {
      'whatsapp.integration': [
        'problem',
        /another does not exist\. Set WHATSAPP_INTEGRATION_ID to [0-9a-f]{24}, the only WhatsApp integration/,
      ],
    },
  },
  'no v2 webhook': {
    plant: ({ sandbox }) => sandbox.plant({ kind: 'sunshineWebhook', version: 'v2', status: 'missing' }),
    says: { 'setup.conversations': ['problem', /is missing \(/] },
    skips: ['secret.conversations'],
  },
  'a v1.1 webhook that hears less': {
    plant: ({ sandbox }) =>
      sandbox.plant({ kind: 'sunshineWebhook', version: 'v1.1', triggers: ['notification:delivery:user'] }),
    says: { 'setup.notifications': ['problem', /its list of events was changed/] },
  },
  'sending that somebody has paused': {
    temporal: {
      pause: () => Promise.resolve({ since: 0, by: { role: 'admin', id: '7' }, reason: 'ticket 12' }),
    },
    says: {
      sending: [
        'warning',
        /all sending is paused since 1970-01-01 00:00 UTC, by administrator 7 of Zendesk \(ticket 12\)\. .*`npx ventana resume`/,
      ],
    },
  },
  'a policy that only observes': {
    policy: ['mode: live', 'mode: observe'],
    says: { sending: ['warning', /the policy only observes: .* nothing is sent\. To send, set `mode: live`/] },
  },
  'a paused template': {
    plant: ({ sandbox }) => sandbox.setTemplate({ ...paused, status: 'PAUSED' }),
    says: { 'template.followUp.es': ['problem', /Template consulta_pendiente \(es\): Meta says PAUSED/] },
  },
  'a rejected template': {
    plant: ({ sandbox }) => sandbox.setTemplate({ ...paused, status: 'REJECTED' }),
    says: { 'template.followUp.es': ['problem', /Meta says REJECTED.*Read the reason/] },
  },
  'a template that lacks a language': {
    plant: ({ sandbox }) => sandbox.removeTemplate('consulta_pendiente', 'en'),
    says: { 'template.followUp.en': ['problem', /does not exist in en, only in es/] },
  },
  'no such template': {
    plant: ({ sandbox }) => sandbox.removeTemplate('consulta_incidencia'),
    says: {
      'template.incident.es': ['problem', /Meta has no template consulta_incidencia/],
      'template.incident.en': ['problem', /Meta has no template consulta_incidencia/],
    },
  },
  'a template that Meta made marketing': {
    plant: ({ sandbox }) => sandbox.setTemplate({ ...paused, category: 'MARKETING' }),
    says: { 'template.followUp.es': ['warning', /costs the marketing rate/] },
  },
  'a template with another number of values': {
    plant: ({ sandbox }) => sandbox.setTemplate({ ...template, body: 'Hola {{1}}.' }),
    says: { 'template.followUp.es': ['problem', /takes 1 value, and the policy gives 2/] },
  },
  'a Temporal elsewhere that stores in plain text': {
    environment: { TEMPORAL_ADDRESS: 'temporal.example:7233' },
    says: { encryption: ['warning', /temporal\.example:7233 stores .* in plain text\. Set VENTANA_ENCRYPTION_KEYS/] },
  },
  'an account that WhatsApp has stopped': {
    temporal: {
      holds: () =>
        Promise.resolve([
          { message: 'followUp', error: '132015: Template paused' },
          { error: '131042: Payment problem', remedy: 'payment' },
        ]),
    },
    says: { holds: ['problem', /stopped message followUp \(132015.*\), all messages \(131042.*Add a valid payment/] },
  },
  'a template that WhatsApp has stopped': {
    temporal: { holds: () => Promise.resolve([{ message: 'followUp', error: '132016: Template disabled' }]) },
    says: { holds: ['problem', /stopped message followUp \(132016.*another template/] },
  },
  'a sweep that failed': {
    temporal: { sweep: () => Promise.resolve({ last: { endedAt: Date.now() - 9 * MINUTE, outcome: 'FAILED' } }) },
    says: { sweep: ['problem', /the last one ended 9 min ago as FAILED\. Run `npx ventana sweep`/] },
  },
};
