import { RequestFaults } from '../http/requestFaults';
import type { SandboxOptions } from '../types';
import { Outbox } from '../webhooks/outbox';
import { Refusals } from '../whatsapp/refusals';
import { Clock } from './clock';
import { makeCredentials } from './credentials';
import { seedFields, seedMacros, seedSchedule, seedStaff, seedTemplates } from './seed';
import type { World } from './world';

/** A fresh account: set up, and nobody has written yet. */
export function makeWorld(options: SandboxOptions): World {
  const clock = new Clock(options.now);
  const credentials = makeCredentials();
  const fields = seedFields(options.missingFields);
  const sequences = new Map<string, number>();
  return {
    clock,
    now: clock.now,
    options,
    credentials,
    outbox: new Outbox({
      credentials,
      now: clock.now,
      retryPauseMs: options.retryPauseMs ?? 100,
      delayMs: options.webhookDelayMs ?? 5,
    }),
    requestFaults: new RequestFaults(),
    refusals: new Refusals(),
    people: new Map(seedStaff(credentials.email, clock.now()).map((person) => [person.id, person])),
    tickets: new Map(),
    conversations: new Map(),
    fields,
    macros: seedMacros(fields),
    schedule: seedSchedule(),
    templates: seedTemplates(),
    requests: [],
    next: (sequence, first) => {
      const number = sequences.get(sequence) ?? first;
      sequences.set(sequence, number + 1);
      return number;
    },
  };
}
