import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlantedFault } from '../../sandbox/index';
import { startRig, type Rig } from './sandbox.rig';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.stop());

type Json = Record<string, unknown>;

const list = async (path: string): Promise<Json[]> => {
  const { json } = await rig.call<Record<string, Json[]>>('GET', path);
  return json[path.split('/').pop()?.split('?')[0] ?? ''] ?? [];
};

describe('planted faults', () => {
  const plant = (fault: PlantedFault) =>
    fetch(`${rig.sandbox.url}/sandbox/plant`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    });

  it('take permissions away, or the credentials', async () => {
    const status = async (method: string, path: string) => (await rig.call(method, path)).status;
    await plant({ kind: 'zendeskAccess', access: 'agent' });
    expect(await status('GET', '/api/v2/triggers')).toBe(200);
    const refused = await rig.call('POST', '/api/v2/triggers', {});
    expect(refused).toMatchObject({ status: 403, json: { error: { title: 'Forbidden' } } });
    expect(await status('GET', '/api/v2/webhooks')).toBe(403);
    expect((await rig.call<{ user: Json }>('GET', '/api/v2/users/me')).json.user.role).toBe('agent');
    await plant({ kind: 'zendeskAccess', access: 'revoked' });
    expect(await status('GET', '/api/v2/users/me')).toBe(401);
    await plant({ kind: 'sunshineAccess', access: 'integration' });
    expect(await status('GET', '/v2/apps/:app/integrations')).toBe(403);
    await plant({ kind: 'sunshineAccess', access: 'revoked' });
    expect(await status('GET', '/v2/apps/:app')).toBe(401);
  });

  it('set the clock and the rate of Zendesk’s headers', async () => {
    await plant({ kind: 'clockSkew', ms: -600_000 });
    await plant({ kind: 'rateLimit', remaining: 3 });
    const { headers } = await rig.call('GET', '/api/v2/users/me');
    expect(Date.parse(headers.get('date') ?? '')).toBe(rig.clock.now - 600_000);
    expect([headers.get('x-rate-limit'), headers.get('x-rate-limit-remaining')]).toEqual(['700', '3']);
  });

  it('break a webhook’s circuit', async () => {
    const [{ id } = {}] = await list('/api/v2/webhooks');
    await plant({ kind: 'webhook', name: 'Ventana', status: 'circuitBroken' });
    const invocations = await list(`/api/v2/webhooks/${String(id)}/invocations`);
    expect(new Set(invocations.map(({ status }) => status))).toEqual(new Set(['circuit broken']));
    await plant({ kind: 'webhook', name: 'Ventana', status: 'missing' });
    expect(await list('/api/v2/webhooks')).toEqual([]);
  });

  it('take schedule, number and templates away, or change them', async () => {
    await plant({ kind: 'schedule', schedule: { timeZone: 'Atlantis' } });
    expect(await list('/api/v2/business_hours/schedules')).toMatchObject([{ name: 'Oficina', time_zone: 'Atlantis' }]);
    await plant({ kind: 'schedule', schedule: 'none' });
    expect(await list('/api/v2/business_hours/schedules')).toEqual([]);
    await plant({ kind: 'whatsAppIntegration', status: 'inactive' });
    expect(await list('/v2/apps/:app/integrations?filter[types]=whatsapp')).toMatchObject([{ status: 'inactive' }]);
    await plant({ kind: 'whatsAppIntegration', status: 'missing' });
    expect(await list('/v2/apps/:app/integrations?filter[types]=whatsapp')).toEqual([]);
  });

  it('are refused where there is nothing of that name', async () => {
    const answer = await plant({ kind: 'trigger', title: 'nothing', status: 'inactive' });
    expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining('nothing')]);
  });
});
