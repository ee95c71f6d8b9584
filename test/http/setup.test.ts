import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/config';
import type { Step } from '../../src/operator/setup/steps';
import { projectFile } from '../support/configuration';
import { SetupRig, URL_OF_SERVICE } from '../support/setupRig';

let rig: SetupRig;
beforeEach(async () => {
  rig = await SetupRig.start();
});
afterEach(() => rig.stop());

const named = (steps: readonly Step[]): string[] => steps.map(({ action, name }) => `${action} ${name}`);
const writes = (): number => rig.sandbox.requests().filter(({ method }) => method !== 'GET').length;

interface Rule {
  id: number;
  title: string;
  description: string;
  active: boolean;
  actions: object[];
}
const list = async <T>(path: string): Promise<T[]> =>
  (await rig.call<Record<string, T[]>>('GET', `/api/v2/${path}`))[path]!;
const ruleNamed = async (path: string, title: string): Promise<Rule> =>
  (await list<Rule>(path)).find((it) => it.title === title)!;

describe('setup of an account where nothing is', () => {
  it('makes all that the service needs', async () => {
    expect(named(await rig.run())).toEqual([
      'create WhatsApp: ventana',
      'create WhatsApp: cierre de la ventana',
      'create WhatsApp: día de cierre',
      'create WhatsApp: acción',
      'create WhatsApp: respuesta',
      'create WhatsApp: silencio',
      'create WhatsApp: resultado',
      'create WhatsApp: no quiere mensajes',
      'create WhatsApp: no quiere publicidad',
      'create Ventana',
      'create Ventana: ticket nuevo',
      'create Ventana: estado abierto',
      'create Ventana: estado pendiente',
      'create Ventana: estado en espera',
      'create Ventana: estado resuelto',
      'create Ventana: estado cerrado',
      'create Ventana: acción Reabrir la conversación',
      'create Ventana: acción Rescatar la respuesta',
      'create Ventana: acción No rescatar la respuesta',
      'create Ventana: acción Avisar de incidencia',
      'create Ventana: acción Silenciar este ticket',
      'create Ventana: acción Levantar el silencio',
      'create Ventana: acción Pausar todos los envíos',
      'create Ventana: acción Reanudar los envíos',
      'create WhatsApp::Reabrir conversación',
      'create WhatsApp::Rescatar respuesta',
      'create WhatsApp::No rescatar respuesta',
      'create WhatsApp::Avisar de incidencia',
      'create WhatsApp::Silenciar este ticket',
      'create WhatsApp::Levantar el silencio',
      'create WhatsApp::Pausar todos los envíos',
      'create WhatsApp::Reanudar los envíos',
      'create WhatsApp: la ventana se cierra pronto',
      'create WhatsApp: ventana cerrada, falta responder',
      'create WhatsApp: reabierto, sin respuesta',
      'create Ventana (v2 webhook)',
      'create v1.1 webhook',
      'create ZENDESK_WEBHOOK_SECRET',
      'create SUNSHINE_WEBHOOK_SECRET',
      'create ZENDESK_APP_SECRET',
    ]);
  });

  it('stores the secrets where the service finds them, for this user only', async () => {
    await rig.run();
    const { zendesk, sunshine, dataFolder } = loadConfig(rig.environment, (path) =>
      path === 'ventana.yaml' ? projectFile('ventana.example.yaml') : readFileSync(path, 'utf8'),
    );
    expect(zendesk.webhookSecrets).toHaveLength(1);
    expect(sunshine.webhookSecrets).toHaveLength(2);
    expect(zendesk.appSecrets).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    const modes = ['ZENDESK_WEBHOOK_SECRET', 'SUNSHINE_WEBHOOK_SECRET', 'ZENDESK_APP_SECRET'].map(
      (name) => statSync(join(dataFolder, 'secrets', 'acme', name)).mode & 0o777,
    );
    expect(modes).toEqual([0o600, 0o600, 0o600]);
  });

  it('has nothing to do the second time, on another machine as well', async () => {
    await rig.run();
    const before = writes();
    expect(await rig.run()).toEqual([]);
    expect(writes()).toBe(before);
    rig.forgetMachine();
    expect(named(await rig.run())).toEqual([
      'create ZENDESK_WEBHOOK_SECRET',
      'create SUNSHINE_WEBHOOK_SECRET',
      'create ZENDESK_APP_SECRET',
    ]);
    expect(writes()).toBe(before);
  });

  it('makes macros that write nothing to the customer', async () => {
    await rig.run();
    const actions = (await list<{ actions: { field: string }[] }>('macros')).flatMap((it) => it.actions);
    expect(new Set(actions.map(({ field }) => field.replace(/\d+/, 'ID')))).toEqual(
      new Set(['custom_fields_ID', 'current_tags']),
    );
  });

  it('asks for a field of consent only where the policy asks for consent', async () => {
    const steps = await rig.run({ policy: ['proactive: assumed', 'proactive: required'] });
    expect(named(steps)).toContain('create WhatsApp: acepta mensajes');
  });
});

/** `npm run test:slow` interrupts every request. */
describe('setup of an account where others were before', () => {
  beforeEach(async () => {
    const post = (path: string, body: object) => rig.call('POST', `/api/v2/${path}`, body);
    await post('ticket_fields', {
      ticket_field: {
        type: 'tagger',
        title: 'WhatsApp action',
        custom_field_options: [{ name: 'Ours', value: 'whatsapp_action_theirs' }],
      },
    });
    await post('user_fields', { user_field: { type: 'checkbox', key: 'whatsapp_opt_out', title: 'No WhatsApp' } });
    await post('macros', {
      macro: { title: 'WhatsApp::Reabrir conversación', actions: [{ field: 'status', value: 'open' }] },
    });
    await post('macros', { macro: { title: 'Theirs', actions: [{ field: 'status', value: 'open' }] } });
    await post('views', {
      view: { title: 'Theirs', all: [{ field: 'status', operator: 'less_than', value: 'solved' }], output: {} },
    });
    await post('webhooks', {
      webhook: {
        name: 'Theirs',
        status: 'active',
        endpoint: 'https://theirs.test/hook',
        http_method: 'POST',
        request_format: 'json',
        subscriptions: ['conditional_ticket_events'],
      },
    });
    await rig.call('POST', '/sc/v1.1/apps/:app/webhooks', {
      target: 'https://theirs.test/hook',
      triggers: ['conversation:read'],
    });
    await rig.call('POST', '/sc/v2/apps/:app/integrations', {
      type: 'custom',
      displayName: 'Theirs',
      webhooks: [{ target: 'https://theirs.test/hook', triggers: ['conversation:message'] }],
    });
  });

  it('--remove leaves the account as it was', async () => {
    const before = await rig.snapshot();
    await rig.run();
    expect(await rig.snapshot()).not.toEqual(before);
    await rig.remove();
    expect(await rig.snapshot()).toEqual(before);
  });

  it('uses what it finds by its name, adds to it what is missing, and says what is otherwise', async () => {
    const { steps } = await rig.plan();
    const theirs = steps.filter(({ reason }) => reason.startsWith('existed before Ventana'));
    expect(named(theirs)).toEqual([
      'change WhatsApp: acción',
      'keep WhatsApp: no quiere mensajes',
      'keep WhatsApp::Reabrir conversación',
    ]);
    expect(theirs[0]?.changes.map(({ property }) => property)).toEqual([
      'option whatsapp_action_reopening',
      'option whatsapp_action_rescue',
      'option whatsapp_action_rescue_withdraw',
      'option whatsapp_action_incident',
      'option whatsapp_action_silence',
      'option whatsapp_action_unsilence',
      'option whatsapp_action_pause',
      'option whatsapp_action_resume',
    ]);
    expect(theirs[2]?.byHand.map(({ property }) => property)).toEqual(['actions']);
    await rig.run();
    expect(await rig.run()).toEqual([]);
  });
});

describe('changes since the last setup', () => {
  const title = 'Ventana: estado pendiente';
  const edit = async (change: object): Promise<void> => {
    const { id } = await ruleNamed('triggers', title);
    await rig.call('PUT', `/api/v2/triggers/${id}`, { trigger: change });
  };
  beforeEach(async () => void (await rig.run()));

  it('by hand are shown, property by property, and stay', async () => {
    await edit({ active: false });
    const { steps } = await rig.plan();
    const [step] = steps.filter(({ byHand }) => byHand.length > 0);
    expect(step).toMatchObject({ action: 'keep', name: title, reason: 'changed by hand' });
    expect(step?.byHand).toEqual([{ property: 'active', actual: false, desired: true }]);
    expect(await rig.run()).toEqual([]);
    expect((await ruleNamed('triggers', title)).active).toBe(false);
  });

  it('by hand stay where nobody remembers what was there before', async () => {
    await edit({ active: false });
    rig.forgetMachine();
    await rig.run();
    expect((await ruleNamed('triggers', title)).active).toBe(false);
  });

  it('by hand are undone with --restore', async () => {
    const before = await rig.likeness();
    const { actions } = await ruleNamed('triggers', title);
    const any = [{ field: 'status', operator: 'is', value: 'open' }];
    await edit({ active: false, conditions: { all: any, any: [] }, actions });
    expect(named(await rig.run({ restore: true }))).toEqual([`change ${title}`]);
    expect(await rig.likeness()).toEqual(before);
  });

  it('of the address are made where it is said anew, and remembered', async () => {
    const steps = await rig.run({ url: 'https://elsewhere.acme.test' });
    expect(named(steps)).toEqual(['change Ventana', 'change Ventana (v2 webhook)', 'change v1.1 webhook']);
    const [webhook] = await list<{ endpoint: string }>('webhooks');
    expect(webhook?.endpoint).toBe('https://elsewhere.acme.test/webhooks/zendesk');
    rig.forgetMachine();
    expect(named(await rig.run({ url: URL_OF_SERVICE }))).toContain('change Ventana');
  });

  it('of the policy add an option, a trigger and a macro, and the other options stay what they are', async () => {
    const options = async () =>
      (await list<{ title: string; custom_field_options?: { id: number; value: string }[] }>('ticket_fields')).find(
        (it) => it.title === 'WhatsApp: acción',
      )!.custom_field_options!;
    const before = await options();
    const title = '    title: Avisar de incidencia';
    const more: [string, string] = [title, `${title}\n  delay:\n    message: incident`];
    expect(named(await rig.run({ policy: more }))).toEqual([
      'change WhatsApp: acción',
      'create Ventana: acción Enviar «delay»',
      'create WhatsApp::Enviar «delay»',
    ]);
    expect((await options()).slice(0, before.length)).toEqual(before);
    expect((await options())[before.length]).toMatchObject({ value: 'whatsapp_action_delay' });
    expect(named(await rig.run())).toEqual([
      'remove WhatsApp::Enviar «delay»',
      'remove Ventana: acción Enviar «delay»',
    ]);
  });

  it('by which a webhook is gone make it again, and its triggers call the new one', async () => {
    for (const trigger of await list<Rule>('triggers')) await rig.call('DELETE', `/api/v2/triggers/${trigger.id}`);
    const [webhook] = await list<{ id: string }>('webhooks');
    const kept = await ruleNamed('triggers', title);
    expect(kept).toBeUndefined();
    await rig.call('DELETE', `/api/v2/webhooks/${webhook?.id}`);
    const steps = await rig.run();
    expect(named(steps).slice(0, 2)).toEqual(['create Ventana', 'create Ventana: ticket nuevo']);
    expect(named(steps)).toContain('change ZENDESK_WEBHOOK_SECRET');
    expect(await rig.run()).toEqual([]);
  });

  it('of a secret reach the service', async () => {
    const [webhook] = await list<{ id: string }>('webhooks');
    await rig.call('POST', `/api/v2/webhooks/${webhook?.id}/signing_secret`, {});
    expect(named(await rig.run())).toEqual(['change ZENDESK_WEBHOOK_SECRET']);
    expect(await rig.run()).toEqual([]);
  });
});
