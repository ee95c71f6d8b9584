import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';
import { RULES } from '../../workflows/core/rules';
import { liveWorld } from '../support/liveWorld';

const RELEASES = join(__dirname, '../replay/releases');
const today = { workflowBundle: { codePath: inject('workflowBundlePath') } };

const releases = readdirSync(RELEASES).map((file) => file.replace('.js.gz', ''));
/** Each with a world of its own: once today's code has carried on the account's turns, the release cannot any more. */
const worldOf = (version: string): ReturnType<typeof liveWorld> => {
  const code = gunzipSync(readFileSync(join(RELEASES, `${version}.js.gz`))).toString();
  return liveWorld({ workflows: { workflowBundle: { code } } });
};

describe.each(releases)('a ticket of release %s', (version) => {
  const { play, world } = worldOf(version);

  it(
    'is finished by this one: pending and reminded before, answered and closed after',
    play(async (s) => {
      await s.pending();
      await s.at('Mon 12:00');
      await world().useWorkflows(today);
      await s.at('Tue 12:00');
      expect(s.received()).toEqual(['Tue 11:00 template consulta_pendiente']);
      await s.at('Wed 08:30');
      s.writes('Aquí están');
      await s.settled();
      expect(s.ticket().status).toBe('open');
      expect(s.closesAt()).toBe('Thu 08:30');
      expect(s.notes()).toHaveLength(1);
      s.sets('closed');
      await s.at('Wed 09:00');
      expect((await s.conversation()).stage).toBe('ended');
    }),
  );
});

describe.each(releases)('a ticket of release %s, with an error', (version) => {
  const { play, world } = worldOf(version);

  it(
    'keeps what that one decided on an error that this one would try again, and learns its rules with the next reading',
    play(async (s) => {
      await s.at('Sat 10:00');
      s.writes();
      await s.at('next Mon 09:05');
      s.sandbox.refuseDeliveries({ customer: s.customer, code: 131000 });
      s.applies('WhatsApp::Reabrir conversación');
      await s.at('next Mon 10:00');
      expect(s.received()).toEqual([]);
      expect(s.notes().at(-1)).toMatch(/^Mon 09:05 Mensaje de reapertura no enviado/);
      await world().useWorkflows(today);
      await s.at('next Mon 12:00');
      expect(s.received()).toEqual([]);
      expect((await s.conversation()).rules).toBe(1);
      s.sandbox.refuseDeliveries({ customer: s.customer, code: 131000 });
      s.applies('WhatsApp::Reabrir conversación');
      await s.at('next Mon 13:00');
      expect(s.received()).toEqual(['Mon 12:01 template consulta_reabierta']);
      expect((await s.conversation()).rules).toBe(RULES);
    }),
  );
});
