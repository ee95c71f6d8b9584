import { describe, expect, it } from 'vitest';
import { VendorError } from '../../activities/vendorError';
import type { Config } from '../../src/config/config';
import { guardVendors, type Vendors } from '../../src/service/account/internal/vendors';
import { createMetrics } from '../../src/telemetry/metrics';

const MINUTE = 60_000;
const refusal = (vendor: 'zendesk' | 'sunshine', status: number, reached: VendorError['reached'] = 'answered') =>
  new VendorError(`GET /x: ${status}`, { vendor, status, reached });

/** Vendors that answer everything with what `says` holds: undefined is a success. */
function world() {
  const says: { zendesk?: Error | undefined; sunshine?: Error | undefined; hangs?: boolean } = {};
  const clock = { now: 1_000 };
  const calls: string[] = [];
  const answer = (vendor: 'zendesk' | 'sunshine', method: string) => (): Promise<unknown> => {
    calls.push(`${vendor}.${method}`);
    if (says.hangs) return new Promise(() => undefined);
    const error = says[vendor];
    return error ? Promise.reject(error) : Promise.resolve({});
  };
  const bare = {
    zendesk: { user: answer('zendesk', 'user'), ticket: answer('zendesk', 'ticket') },
    sunshine: { conversation: answer('sunshine', 'conversation'), messages: answer('sunshine', 'messages') },
  } as unknown as Vendors;
  const { zendesk, sunshine, checks } = guardVendors(
    { account: 'acme', zendesk: { auth: { type: 'oauth' } } } as unknown as Config,
    bare,
    {
      metrics: createMetrics(),
      now: () => clock.now,
      mayPost: () => Promise.resolve(),
      sends: { take: () => Promise.resolve(), quiet: () => undefined },
    },
  );
  return { says, clock, calls, zendesk, sunshine, checks };
}

describe('the credentials', () => {
  it.each([401, 403])('turn red when a call is refused with %i, and name the variable', async (status) => {
    const { says, calls, zendesk, sunshine, checks } = world();
    says.zendesk = refusal('zendesk', status);
    await expect(zendesk.ticket('7')).rejects.toBe(says.zendesk);
    await sunshine.messages('c');
    expect(await checks.zendesk()).toBe(`${status}: check ZENDESK_OAUTH_TOKEN`);
    expect(await checks.sunshine()).toBe(true);
    expect(calls).toEqual(['zendesk.ticket', 'sunshine.messages']);
  });

  it('are well again after the next success', async () => {
    const { says, clock, sunshine, checks } = world();
    says.sunshine = refusal('sunshine', 401);
    await sunshine.messages('c').catch(() => undefined);
    expect(await checks.sunshine()).toContain('401');
    says.sunshine = undefined;
    clock.now += MINUTE + 1;
    await sunshine.messages('c');
    expect(await checks.sunshine()).toBe(true);
  });

  it('are tried again when the clock has been set back since the refusal', async () => {
    const { says, clock, sunshine, checks } = world();
    clock.now += 60 * MINUTE;
    says.sunshine = refusal('sunshine', 401);
    await sunshine.messages('c').catch(() => undefined);
    says.sunshine = undefined;
    clock.now -= 60 * MINUTE;
    await sunshine.messages('c');
    expect(await checks.sunshine()).toBe(true);
  });

  it('stop all calls to the vendor that refused them with 401, and to no other, but for one a minute', async () => {
    const { says, clock, calls, zendesk, sunshine } = world();
    says.zendesk = refusal('zendesk', 401);
    const ask = () => Promise.allSettled([zendesk.ticket('7'), zendesk.ticket('8'), sunshine.messages('c')]);
    await zendesk.ticket('7').catch(() => undefined);
    const [first] = await ask();
    expect(first).toMatchObject({ reason: { status: 401, reached: 'notSent' } });
    expect(calls).toEqual(['zendesk.ticket', 'sunshine.messages']);
    clock.now += MINUTE + 1;
    await ask();
    expect(calls.filter((call) => call === 'zendesk.ticket')).toHaveLength(2);
    says.zendesk = undefined;
    clock.now += MINUTE + 1;
    await zendesk.ticket('7');
    await ask();
    expect(calls.filter((call) => call === 'zendesk.ticket')).toHaveLength(5);
  });

  it('stop nothing else when one call is forbidden', async () => {
    const { says, calls, zendesk } = world();
    says.zendesk = refusal('zendesk', 403);
    await Promise.allSettled([zendesk.ticket('7'), zendesk.ticket('8')]);
    await zendesk.ticket('7').catch(() => undefined);
    expect(calls).toHaveLength(3);
  });

  it('are asked for with one cheap call when nothing was heard for 5 min, and a refusal after one', async () => {
    const { says, clock, calls, checks } = world();
    const ask = async (): Promise<unknown> => (await Promise.all([checks.zendesk(), checks.zendesk()]))[0];
    expect(await ask()).toBe(true);
    clock.now += 5 * MINUTE;
    expect(await ask()).toBe(true);
    expect(calls).toEqual(['zendesk.user']);
    says.zendesk = refusal('zendesk', 401);
    clock.now += 1;
    expect(await ask()).toContain('401');
    expect(calls).toHaveLength(2);
    says.zendesk = undefined;
    clock.now += MINUTE;
    expect(await ask()).toContain('401');
    clock.now += 1;
    expect(await ask()).toBe(true);
    expect(calls).toHaveLength(3);
  });

  it('are good when the vendor says that nothing has this id: it let us in', async () => {
    const { says, checks } = world();
    says.zendesk = refusal('zendesk', 404);
    expect(await checks.zendesk()).toBe(true);
  });

  it.each([
    ['a 503', refusal('sunshine', 503)],
    ['too many requests', refusal('sunshine', 429)],
    ['our own budget', refusal('sunshine', 429, 'notSent')],
    ['an answer that was lost', new VendorError('lost', { vendor: 'sunshine', reached: 'unknown' })],
    ['anything else', new Error('a bug')],
  ])('are not judged by %s', async (_what, error) => {
    const { says, clock, sunshine, checks } = world();
    says.sunshine = refusal('sunshine', 401);
    await sunshine.messages('c').catch(() => undefined);
    says.sunshine = error;
    clock.now += MINUTE + 1;
    await sunshine.messages('c').catch(() => undefined);
    expect(await checks.sunshine()).toContain('401');
  });

  it('do not make a vendor that says nothing a reason not to be ready', async () => {
    const { says, checks } = world();
    says.hangs = true;
    expect(await checks.zendesk()).toBe(true);
  });
});
