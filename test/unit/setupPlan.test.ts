import { describe, expect, it } from 'vitest';
import type { Basis } from '../../src/operator/setup/internal/basis';
import { planOf, removalPlan } from '../../src/operator/setup/plan';
import type { SetupRecord } from '../../src/vendors/admin/ports';
import type { Found, Properties, Desired } from '../../src/vendors/admin/resources';
import { type Step, isWork } from '../../src/operator/setup/steps';
import { desired } from '../../src/operator/setup/desired';
import { policyOf, projectFile } from '../support/configuration';

const { policy } = policyOf(projectFile('ventana.example.yaml'));
const basis: Basis = {
  policy,
  url: 'https://ventana.acme.test',
  webhooksPath: '/webhooks',
  urlIsAsked: false,
  me: '900',
};
const all = desired(basis);
const idOf = (key: string): string => `id-of-${key}`;
const asFound = ({ kind, key, properties }: Desired): Found => ({ kind, id: idOf(key), properties: properties(idOf) });
const complete = all.map(asFound);
const used = { stored: ['a secret'], used: ['a secret'] };
const secrets = { ZENDESK_WEBHOOK_SECRET: used, SUNSHINE_WEBHOOK_SECRET: used, ZENDESK_APP_SECRET: used };

const plan = (found: Found[], changes: { wanted?: Desired[]; record?: SetupRecord; restore?: boolean } = {}): Step[] =>
  planOf({ wanted: all, found, record: {}, secrets, restore: false, ...changes }).filter(isWork);
const named = (steps: Step[]): string[] => steps.map(({ action, name }) => `${action} ${name}`);
const withChange = (key: string, change: Properties): Found[] =>
  complete.map((it) => (it.id === idOf(key) ? { ...it, properties: { ...it.properties, ...change } } : it));
const remembered = Object.fromEntries(complete.map(({ id, properties }) => [id.slice(6), { id, properties }]));

describe('what an account needs', () => {
  it('is told in constants and ids only', () => {
    const bodies = all
      .filter(({ kind }) => kind === 'trigger')
      .map((it) => JSON.parse(it.properties(idOf)['body'] as string) as Record<string, string>);
    const values = bodies.flatMap((body) => Object.values(body)).filter((value) => value.includes('{{'));
    expect(new Set(values)).toEqual(new Set(['{{ticket.id}}', '{{current_user.id}}']));
  });

  it('leaves out our own updates', () => {
    const triggers = all.filter(({ kind, key }) => kind === 'trigger' && key !== 'trigger.ticket-created');
    for (const trigger of triggers) {
      expect(JSON.stringify(trigger.properties(idOf)), trigger.name).toContain(
        '{"field":"role","operator":"is_not","value":"900"}',
      );
    }
  });

  it('has no macro with a comment', () => {
    const macros = all.filter(({ kind }) => kind === 'macro').map((it) => JSON.stringify(it.properties(idOf)));
    expect(macros).toHaveLength(8);
    expect(macros.join()).not.toContain('comment');
  });

  it('R1 R5 has the macros for lost replies, in the language of the account; without rescue it has none', () => {
    const english = desired({ ...basis, policy: { ...policy, language: 'en' } }).map(({ name }) => name);
    expect(english).toEqual(expect.arrayContaining(['WhatsApp::Rescue reply', 'WhatsApp::Do not rescue reply']));
    expect(all.map(({ name }) => name)).toContain('WhatsApp::Rescatar respuesta');
    const { rescue: _off, ...ticket } = policy.ticket;
    const names = desired({ ...basis, policy: { ...policy, ticket } }).map(({ key }) => key);
    expect(names.filter((key) => key.includes('rescue'))).toEqual([]);
  });

  it('is nothing for a reopening that the policy does not have', () => {
    const { reopening: _off, ...ticket } = policy.ticket;
    const names = desired({ ...basis, policy: { ...policy, ticket } }).map(({ key }) => key);
    expect(names.filter((key) => key.includes('reopening'))).toEqual([]);
  });

  it('speaks the language of the account', () => {
    const inEnglish = policyOf(projectFile('ventana.example.yaml').replace('language: es', 'language: en')).policy;
    const withoutTitle = { ...inEnglish, titles: {} };
    const named = (of: typeof policy) => desired({ ...basis, policy: of }).map(({ name }) => name);
    expect(named(withoutTitle)).toContain('WhatsApp::Send "incident"');
    expect(named(withoutTitle)).toContain('WhatsApp window');
  });

  it('Z22 names the macro of a proactive message by the title in the policy, in a menu of its own if it says so', () => {
    const macroOf = (title: string): string | undefined =>
      desired({ ...basis, policy: { ...policy, titles: { incident: title } } }).find(
        ({ key }) => key === 'macro.incident',
      )?.name;
    expect(macroOf('Avisar de una avería')).toBe('WhatsApp::Avisar de una avería');
    expect(macroOf('Averías::Avisar')).toBe('Averías::Avisar');
  });

  it('Z22 without a title in the policy, it has its name', () => {
    const names = desired({ ...basis, policy: { ...policy, titles: {} } }).map(({ name }) => name);
    expect(names).toContain('WhatsApp::Enviar «incident»');
  });

  it('comes in at the path of this account, beside others', () => {
    const [webhook] = desired({ ...basis, webhooksPath: '/webhooks/acme' }).filter(({ kind }) => kind === 'webhook');
    expect(webhook?.properties(idOf)['endpoint']).toBe('https://ventana.acme.test/webhooks/acme/zendesk');
  });
});

describe('the plan', () => {
  it('creates everything where nothing is, each before what names it', () => {
    expect(plan([]).filter(({ kind }) => kind !== 'secret')).toHaveLength(all.length);
  });

  it('is empty where everything is', () => {
    expect(plan(complete)).toEqual([]);
  });

  it('knows a thing whose mark was taken away, where it remembers its id', () => {
    const unmarked = withChange('webhook', { description: 'nothing' });
    expect(named(plan(unmarked, { record: remembered }))).toEqual([]);
    expect(named(plan(unmarked))).toContain('create Ventana');
  });

  it('leaves a copy alone that somebody made of a thing of ours', () => {
    const [trigger] = complete.filter(({ kind }) => kind === 'trigger');
    const copy = { ...trigger!, id: `${trigger!.id}-2` };
    expect(plan([...complete, copy])).toEqual([]);
    expect(removalPlan({ found: [...complete, copy], record: {}, secrets }).filter(isWork)).toHaveLength(
      all.length + 3,
    );
  });

  it('changes what the policy asks for otherwise, and keeps what a hand has changed beside it', () => {
    const key = 'macro.reopening';
    const found = withChange(key, { active: false });
    const reopening = { ...policy.ticket.reopening!, macro: 'WhatsApp::Otra' };
    const renamed = desired({ ...basis, policy: { ...policy, ticket: { ...policy.ticket, reopening } } });
    const [step, ...others] = plan(found, { wanted: renamed, record: remembered });
    expect(others).toEqual([]);
    expect(step).toMatchObject({ action: 'change', name: 'WhatsApp::Otra' });
    expect(step?.changes.map(({ property }) => property)).toEqual(['title']);
    expect(step?.byHand.map(({ property }) => property)).toEqual(['active']);
  });

  it('takes the new address for meant where it was given just now, whatever it remembers', () => {
    const moved = desired({ ...basis, url: 'https://new.acme.test', urlIsAsked: true });
    expect(named(plan(complete, { wanted: moved }))).toEqual([
      'change Ventana',
      'change Ventana (v2 webhook)',
      'change v1.1 webhook',
    ]);
  });

  it('points triggers to a webhook that is made anew, though nobody remembers the old one', () => {
    const without = complete.filter(({ kind }) => kind !== 'webhook');
    expect(named(plan(without)).filter((it) => it.startsWith('change Ventana: '))).toHaveLength(14);
  });

  it('takes away first what names other things', () => {
    const order = removalPlan({ found: complete, record: {}, secrets }).map(({ kind }) => kind);
    expect(order.indexOf('webhook')).toBeGreaterThan(order.lastIndexOf('trigger'));
    expect(order.indexOf('ticketField')).toBeGreaterThan(order.lastIndexOf('view'));
  });
});
