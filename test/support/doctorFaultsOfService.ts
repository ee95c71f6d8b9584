import { budgetFolder } from './budgetFolder';
import type { Fault } from './doctorFault';

const budgeted = { VENTANA_POLICY: budgetFolder() };
const unused = { templates: { used: 3, max: 250 }, notifications: { used: 3, max: 1_000 }, waiting: 0 };
const month = { currency: 'EUR', soft: 200, hard: 300, card: '2026-10-01', ends: Date.UTC(2026, 10, 30, 23) };

/** What may be wrong with the service that runs on this machine. */
export const serviceFaults: Record<string, Fault> = {
  'V3 webhook secrets that setup has stored since the service started': {
    plant({ service }) {
      const { zendesk } = service.config;
      service.config = { ...service.config, zendesk: { ...zendesk, webhookSecrets: ['the-one-before'] } };
    },
    says: {
      'service.secrets': [
        'problem',
        /setup stored newer secrets than the running service uses \(ZENDESK_WEBHOOK_SECRET\).* Restart Ventana\./,
      ],
    },
  },
  'V3 a key of Sunshine that was changed since the service started': {
    plant({ service }) {
      const { sunshine } = service.config;
      service.config = { ...service.config, sunshine: { ...sunshine, keySecret: 'the-one-before' } };
    },
    says: {
      'service.secrets': ['problem', /the running service uses another SUNSHINE_KEY_SECRET than is configured now/],
    },
  },
  'V3 a service of an older version': {
    plant: ({ service }) => (service.version = '1.0.0'),
    says: { service: ['warning', /version 1\.0\.0 is running, but version 1\.2\.3 is installed\. Restart Ventana\./] },
  },
  'V7 a sweep that has not ended for hours': {
    temporal: {
      sweep: () =>
        Promise.resolve({ everyMs: 900_000, last: { endedAt: Date.now() - 3 * 3_600_000, outcome: 'COMPLETED' } }),
    },
    says: { sweep: ['problem', /the last one ended 180 min ago: none has ended since, so tickets .* are not found/] },
  },
  'V7 a limit that is reached': {
    temporal: {
      limits: () =>
        Promise.resolve({
          templates: { used: 250, max: 250, roomAt: Date.UTC(2026, 9, 6, 9) },
          notifications: { used: 3, max: 1_000 },
          waiting: 12,
        }),
    },
    says: {
      limits: [
        'warning',
        /limits\.templatesPerDay is reached, and 12 messages wait \(250 of 250 .*room .* at 2026-10-06 09:00 UTC\. Nothing is lost/,
      ],
    },
  },
  'Q83 a budget that is used up': {
    environment: budgeted,
    temporal: { limits: () => Promise.resolve({ ...unused, budget: { ...month, spent: 299.99, usedUp: true } }) },
    says: {
      budget: [
        'warning',
        /the budget of the month is used up: automatic messages wait \(an estimated 299\.99 EUR this month, soft budget 200\.00 EUR, hard budget 300\.00 EUR, rate card of 2026-10-01\)\. Raise/,
      ],
    },
  },
  'Q83 a soft budget that is reached': {
    environment: budgeted,
    temporal: { limits: () => Promise.resolve({ ...unused, budget: { ...month, spent: 210 } }) },
    says: { budget: ['warning', /the soft budget is reached \(.*\)\. Nothing waits\./] },
  },
  'V3 a last webhook that was rejected': {
    plant: ({ service }) => (service.heard.zendesk = { takenAt: Date.now() - 3_600_000, rejectedAt: Date.now() }),
    says: { 'service.webhooks': ['warning', /the last one was rejected, .*: Zendesk 0 min ago\. .*ventana setup/] },
  },
};
