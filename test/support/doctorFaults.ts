/** What may be wrong, and the line of `doctor` that names it. */
import type { SetUpAccount } from './doctoring';
import type { Fault } from './doctorFault';
import { whatsAppFaults } from './doctorFaultsOfWhatsApp';

const MINUTE = 60_000;
const withoutClient = { ZENDESK_OAUTH_CLIENT_ID: '', ZENDESK_OAUTH_CLIENT_SECRET: '' };

async function idOf(account: SetUpAccount, list: string, titled: string): Promise<string> {
  const found = (await account.zendesk('GET', list))[list] as { id: string | number; title?: string; name?: string }[];
  return String(found.find((it) => it.title === titled || it.name === titled)?.id);
}

export const faults: Record<string, Fault> = {
  'an API token that is wrong': {
    environment: { ...withoutClient, ZENDESK_EMAIL: 'ventana@acme.example', ZENDESK_API_TOKEN: 'another-token' },
    says: {
      'zendesk.credential': ['problem', /rejects the credentials \(401\)\. .*ZENDESK_API_TOKEN/],
      'zendesk.sign-in': ['warning', /ZENDESK_API_TOKEN stops working on 30 April 2027/],
    },
  },
  'an API token': {
    environment: {
      ...withoutClient,
      ZENDESK_EMAIL: 'ventana@acme.example',
      ZENDESK_API_TOKEN: 'sandbox-zendesk-token',
    },
    says: { 'zendesk.sign-in': ['warning', /30 April 2027.* not used for 30 days.* Create an OAuth client \(Admin/] },
  },
  'an OAuth token made elsewhere': {
    environment: { ...withoutClient, ZENDESK_OAUTH_TOKEN: 'sandbox-oauth-token' },
    says: {
      'zendesk.sign-in': ['warning', /30 minutes if its OAuth client was made after 30 April 2026.*1 April 2027/],
    },
  },
  'an OAuth client that does not exist': {
    environment: { ZENDESK_OAUTH_CLIENT_ID: '4711' },
    says: {
      'zendesk.credential': [
        'problem',
        /there is no OAuth client "4711", or its .*identifier \(a text, not its number\) shown in Admin Center/,
      ],
    },
  },
  'the wrong secret of an OAuth client': {
    plant: ({ sandbox }) => sandbox.rotateSecret(),
    says: { 'zendesk.credential': ['problem', /the secret of the OAuth client "ventana" is wrong\. Regenerate/] },
  },
  'an OAuth client that may only read': {
    plant: ({ sandbox }) => sandbox.plant({ kind: 'oauthClient', scopes: ['read'] }),
    says: { 'zendesk.credential': ['problem', /"ventana" may not have the scope "read write" \(invalid_scope\)/] },
  },
  'a scope for tickets only': {
    environment: { ZENDESK_OAUTH_SCOPE: 'tickets:read tickets:write' },
    says: {
      'zendesk.scope': [
        'problem',
        /too narrow: it lacks "read" for .*audits.*"write" for .*fields, triggers, webhooks, macros and views/,
      ],
    },
  },
  'a scope for reading only': {
    environment: { ZENDESK_OAUTH_SCOPE: 'read' },
    says: { 'zendesk.scope': ['problem', /"read" is too narrow: it lacks "write" for updating tickets/] },
  },
  'an OAuth client made by somebody who answers tickets': {
    plant: async (account) => {
      const customer = account.sandbox.addCustomer({ name: 'María', phone: '+34600111222' });
      const ticketId = account.sandbox.addTicket({ requester: customer, channel: 'email', subject: 'Pedido' });
      await account.zendesk('PUT', `tickets/${ticketId}`, { ticket: { assignee_id: 900 } });
    },
    says: {
      'zendesk.user': ['warning', /acts as "Ventana", who has tickets assigned.* OAuth client anew while signed in/],
    },
  },
  'a user who is an agent': {
    plant: ({ sandbox }) => sandbox.plant({ kind: 'zendeskAccess', access: 'agent' }),
    says: { 'zendesk.role': ['problem', /not an admin but agent.* Make it an active admin: Admin Center, People/] },
  },
  'a token that may not export tickets': {
    plant: ({ sandbox }) =>
      sandbox.failRequests({ path: /incremental/, times: 9, effect: { kind: 'respond', status: 403 } }),
    says: { 'zendesk.export': ['problem', /does not allow it/] },
  },
  'few requests left': {
    plant: ({ sandbox }) => sandbox.plant({ kind: 'rateLimit', remaining: 12 }),
    says: { 'zendesk.rate': ['warning', /^warning Zendesk requests left: \d+ of 700 in this minute/] },
  },
  'a wrong Sunshine key': {
    environment: { SUNSHINE_KEY_SECRET: 'another-secret' },
    says: { 'sunshine.credential': ['problem', /rejects the credentials \(401\)\. .*SUNSHINE_KEY_SECRET/] },
  },
  'a wrong Sunshine app': {
    environment: { SUNSHINE_APP_ID: 'another-app' },
    says: { 'sunshine.credential': ['problem', /there is no app another-app/] },
  },
  'a key for one integration only': {
    plant: ({ sandbox }) => sandbox.plant({ kind: 'sunshineAccess', access: 'integration' }),
    says: { 'sunshine.permissions': ['problem', /for one integration only/] },
  },
  'a clock some three minutes behind': {
    plant: ({ sandbox }) => sandbox.plant({ kind: 'clockSkew', ms: 2.8 * MINUTE }),
    says: { clock: ['warning', /clock is 3 min behind that of .*timedatectl/] },
  },
  'a clock six minutes ahead': {
    plant: ({ sandbox }) => sandbox.plant({ kind: 'clockSkew', ms: -6 * MINUTE }),
    says: { clock: ['problem', /clock is 6 min ahead of/] },
  },
  'an inactive webhook': {
    plant: ({ sandbox }) => sandbox.plant({ kind: 'webhook', name: 'Ventana', status: 'inactive' }),
    says: { 'setup.webhook': ['problem', /Zendesk webhook "Ventana": is not active\. .*setup --restore/] },
  },
  'no webhook': {
    plant: ({ sandbox }) => sandbox.plant({ kind: 'webhook', name: 'Ventana', status: 'missing' }),
    says: { 'setup.webhook': ['problem', /is missing \(/] },
    skips: ['secret.webhook', 'zendesk.invocations'],
  },
  'a webhook that points elsewhere': {
    plant: ({ sandbox }) =>
      sandbox.plant({ kind: 'webhookMoved', name: 'Ventana', endpoint: 'https://old.example/webhooks/zendesk' }),
    says: { 'setup.webhook': ['problem', /points to https:\/\/old\.example\/webhooks\/zendesk, not to http/] },
  },
  'a webhook whose calls fail': {
    plant: ({ sandbox }) => sandbox.plant({ kind: 'webhook', name: 'Ventana', status: 'failing' }),
    says: { 'zendesk.invocations': ['problem', /10 of the last 10 failed, the last one: server error/] },
  },
  'a webhook that Zendesk no longer calls': {
    plant: ({ sandbox }) => sandbox.plant({ kind: 'webhook', name: 'Ventana', status: 'circuitBroken' }),
    says: { 'zendesk.invocations': ['problem', /Zendesk has stopped calling Ventana/] },
  },
  'a signing secret that was reset': {
    plant: async (account) =>
      account.zendesk('POST', `webhooks/${await idOf(account, 'webhooks', 'Ventana')}/signing_secret`),
    says: { 'secret.webhook': ['problem', /not in ZENDESK_WEBHOOK_SECRET: the webhook's calls are rejected with 401/] },
  },
  'nothing at the public address': {
    plant: (account) => account.stopReceiver(),
    says: { address: ['problem', /nothing answers at .*\/health\/live \(ECONNREFUSED\)/] },
  },
  'a missing trigger': {
    plant: ({ sandbox }) => sandbox.plant({ kind: 'trigger', title: 'Ventana: estado pendiente', status: 'missing' }),
    says: {
      'setup.trigger.status.pending': [
        'problem',
        /Trigger "Ventana: estado pendiente": is missing \(.*`npx ventana setup`/,
      ],
    },
  },
  'an inactive trigger': {
    plant: ({ sandbox }) => sandbox.plant({ kind: 'trigger', title: 'Ventana: ticket nuevo', status: 'inactive' }),
    says: { 'setup.trigger.ticket-created': ['problem', /is not active/] },
  },
  'a trigger with another condition': {
    plant: ({ sandbox }) =>
      sandbox.plant({
        kind: 'triggerChanged',
        title: 'Ventana: acción Avisar de incidencia',
        change: { conditions: { all: [{ field: 'status', operator: 'is', value: 'open' }], any: [] } },
      }),
    says: { 'setup.trigger.action.incident': ['problem', /its list of conditions was changed/] },
  },
  'a missing ticket field': {
    plant: ({ sandbox }) => sandbox.plant({ kind: 'ticketField', title: 'WhatsApp: acción', status: 'missing' }),
    says: { 'setup.field.action': ['problem', /is missing \(/] },
  },
  'a missing option': {
    plant: async (account) =>
      account.zendesk('PUT', `ticket_fields/${await idOf(account, 'ticket_fields', 'WhatsApp: ventana')}`, {
        ticket_field: { custom_field_options: [{ name: 'Abierta', value: 'whatsapp_window_open' }] },
      }),
    says: { 'setup.field.window': ['problem', /option whatsapp_window_clos(ed|ing) is missing/] },
  },
  'a missing user field': {
    plant: async (account) =>
      account.zendesk('DELETE', `user_fields/${await idOf(account, 'user_fields', 'WhatsApp: no quiere mensajes')}`),
    says: { 'setup.user-field.whatsapp_opt_out': ['problem', /is missing \(records who said STOP\)/] },
  },
  'a missing macro': {
    plant: ({ sandbox }) =>
      sandbox.plant({ kind: 'macro', title: 'WhatsApp::Reabrir conversación', status: 'missing' }),
    says: { 'setup.macro.reopening': ['problem', /is missing \(/] },
  },
  "somebody's own macro that writes in public": {
    plant: async (account) =>
      account.zendesk('POST', 'macros', {
        macro: {
          title: 'Aviso propio',
          actions: [
            {
              field: `custom_fields_${await idOf(account, 'ticket_fields', 'WhatsApp: acción')}`,
              value: 'whatsapp_action_incident',
            },
            { field: 'comment_value', value: 'Le avisamos.' },
          ],
        },
      }),
    says: { 'macros.comments': ['problem', /"Aviso propio" also writes a public comment/] },
  },
  'a missing view': {
    plant: async (account) =>
      account.zendesk('DELETE', `views/${await idOf(account, 'views', 'WhatsApp: la ventana se cierra pronto')}`),
    says: { 'setup.view.closing': ['warning', /is missing \(/] },
  },
  'what the policy no longer needs': {
    policy: ['incident:\n    message: incident', 'aviso:\n    message: incident'],
    says: {
      'setup.field.action': ['problem', /option whatsapp_action_aviso is missing/],
      'setup.trigger.action.aviso': ['problem', /is missing \(/],
      'setup.macro.aviso': ['problem', /is missing \(/],
      'setup.leftovers': ['warning', /no longer needs .*Ventana: acción Avisar de incidencia/],
    },
  },
  'no schedule': {
    plant: ({ sandbox }) => sandbox.plant({ kind: 'schedule', schedule: 'none' }),
    says: { schedule: ['warning', /no business hours.*Create a schedule: Admin Center/] },
  },
  'a schedule in an unknown zone': {
    plant: ({ sandbox }) => sandbox.plant({ kind: 'schedule', schedule: { timeZone: 'Atlantis' } }),
    says: { schedule: ['problem', /time zone "Atlantis", which Ventana does not know/] },
  },
  'a schedule that is not there': {
    policy: ['hours: zendesk', 'hours: { schedule: Tardes }'],
    says: { schedule: ['problem', /no schedule "Tardes".*it has "Oficina"/] },
  },
  'holidays of years ago': {
    plant: ({ sandbox }) =>
      sandbox.setHolidays([{ name: 'Navidad', start_date: '2024-12-25', end_date: '2024-12-25' }]),
    says: { holidays: ['warning', /none ahead: the last one ended on 2024-12-25/] },
  },
  ...whatsAppFaults,
};
