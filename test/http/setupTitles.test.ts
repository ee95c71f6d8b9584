import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Step } from '../../src/operator/setup/steps';
import { createZendesk } from '../../src/vendors/zendesk/zendesk';
import { SetupRig } from '../support/setupRig';

let rig: SetupRig;
beforeEach(async () => {
  rig = await SetupRig.start();
});
afterEach(() => rig.stop());

const named = (steps: readonly Step[]): string[] => steps.map(({ action, name }) => `${action} ${name}`);

interface Rule {
  id: number;
  title: string;
}
const list = async <T>(path: string): Promise<T[]> =>
  (await rig.call<Record<string, T[]>>('GET', `/api/v2/${path}`))[path]!;
const ruleNamed = async (path: string, title: string): Promise<Rule> =>
  (await list<Rule>(path)).find((it) => it.title === title)!;

describe('Z20 titles in the language of the account', () => {
  const titlesOf = async (path: string): Promise<string[]> => (await list<Rule>(path)).map(({ title }) => title).sort();
  /** As an earlier version had named them. */
  const rename = async (path: string, from: string, to: string): Promise<void> => {
    const { id } = await ruleNamed(path, from);
    await rig.call('PUT', `/api/v2/${path}/${id}`, { [path.slice(0, -1)]: { title: to } });
  };
  const FORMER: [path: string, now: string, before: string][] = [
    ['ticket_fields', 'WhatsApp: ventana', 'WhatsApp window'],
    ['ticket_fields', 'WhatsApp: acción', 'WhatsApp action'],
    ['user_fields', 'WhatsApp: no quiere mensajes', 'WhatsApp opt-out'],
    ['triggers', 'Ventana: estado pendiente', 'Ventana: status pending'],
    ['triggers', 'Ventana: acción Avisar de incidencia', 'Ventana: action incident'],
    ['macros', 'WhatsApp::Avisar de incidencia', 'WhatsApp::Enviar «incident»'],
    ['views', 'WhatsApp: la ventana se cierra pronto', 'WhatsApp: window closing'],
  ];
  const all = async (): Promise<unknown> =>
    Promise.all([...new Set(FORMER.map(([path]) => path))].map((path) => titlesOf(path)));
  beforeEach(async () => void (await rig.run()));

  it('replace those of earlier versions, on any machine, without a duplicate; what is there keeps its id', async () => {
    const before = [await all(), (await ruleNamed('ticket_fields', 'WhatsApp: ventana')).id];
    for (const [path, now, former] of FORMER) await rename(path, now, former);
    rig.forgetMachine();
    const steps = named(await rig.run()).filter((it) => !it.endsWith('SECRET'));
    expect(steps).toEqual(FORMER.map(([, now]) => `change ${now}`).sort((a, b) => order(a) - order(b)));
    expect([await all(), (await ruleNamed('ticket_fields', 'WhatsApp: ventana')).id]).toEqual(before);
    expect(await rig.run()).toEqual([]);
  });
  const order = (step: string): number => FORMER.findIndex(([, now]) => step.endsWith(now));

  it('follow the language of the policy, and back', async () => {
    const before = await all();
    const steps = await rig.run({ policy: ['language: es', 'language: en'] });
    expect(named(steps).filter((it) => !it.startsWith('change'))).toEqual([]);
    expect(await titlesOf('views')).toEqual([
      'WhatsApp: reopened, no answer',
      'WhatsApp: window closed, answer owed',
      'WhatsApp: window closing',
    ]);
    await rig.run();
    expect(await all()).toEqual(before);
  });

  it('that an administrator has chosen stay, and Ventana finds the field all the same', async () => {
    const { id } = await ruleNamed('ticket_fields', 'WhatsApp: acción');
    await rename('ticket_fields', 'WhatsApp: acción', 'Lo que pide el agente');
    expect(await rig.run()).toEqual([]);
    const zendesk = createZendesk(rig.config().zendesk);
    expect((await zendesk.fields()).action).toBe(String(id));
    expect(named(await rig.run({ restore: true }))).toEqual(['change WhatsApp: acción']);
  });

  it('Z21 the view of closing windows is sorted by the day, then by who wrote first; a hand-made order stays', async () => {
    const view = async () =>
      (await list<Rule & { execution: Record<string, unknown> }>('views')).find(({ title }) =>
        title.includes('pronto'),
      )!;
    const day = (await ruleNamed('ticket_fields', 'WhatsApp: día de cierre')).id;
    const sorting = { group_by: String(day), group_order: 'asc', sort_by: 'updated_requester', sort_order: 'asc' };
    const { id, execution } = await view();
    expect(execution).toMatchObject(sorting);
    await rig.call('PUT', `/api/v2/views/${id}`, { view: { output: { columns: ['status'], group_by: 'status' } } });
    expect(await rig.run()).toEqual([]);
    expect((await view()).execution).toMatchObject({ group_by: 'status' });
    // As earlier versions made it.
    await rig.call('PUT', `/api/v2/views/${id}`, { view: { output: { columns: ['status'] } } });
    rig.forgetMachine();
    await rig.run();
    expect((await view()).execution).toMatchObject({ ...sorting, columns: [{ id: 'status' }] });
  });

  it('Z21 where Zendesk does not sort a view like that, setup goes on', async () => {
    rig.sandbox.failRequests({
      method: 'POST',
      path: '/views$',
      body: 'group_by',
      effect: { kind: 'respond', status: 422, body: { error: 'RecordInvalid' } },
    });
    await rig.remove();
    await rig.run();
    expect(await titlesOf('views')).toHaveLength(3);
  });
});
