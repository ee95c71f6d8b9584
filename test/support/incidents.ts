/** Ten things that go wrong, planted in one running Ventana: one command leads from each symptom to cause and remedy. */
import { setTimeout as sleep } from 'node:timers/promises';
import { rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Customer } from '../../sandbox';
import { IN_SPANISH, type Outputs } from '../guides/scenario';
import { pinnedCli } from './cli';
import { smallDisk } from './smallDisk';
import { type Ventana, ventana } from './ventana';

/** Three templates a day: the fourth is past the limit. */
const EXAMPLE = resolve(__dirname, '../../ventana.example.yaml');
const POLICY = readFileSync(EXAMPLE, 'utf8').replace('templatesPerDay: 250', 'templatesPerDay: 3');

const PROACTIVE = 'WhatsApp::Avisar de incidencia';
const REOPENING = 'WhatsApp::Reabrir conversación';
const TRIGGER = 'Ventana: acción Avisar de incidencia';
const LIMIT_REACHED = /the limit of the policy is reached: 3 of 3 .*Apply the macro again tomorrow/;
const HOUR_MS = 3_600_000;
const PAUSE_MS = 500;
const PATIENCE_MS = 300_000;

/** The names under which the guides show them. */
export const incidentNames = [
  'wrong number',
  'STOP',
  'agent never answered',
  'paused template',
  'limit reached',
  'trigger off',
  'rotated secret',
  'Zendesk refuses',
  'Temporal killed',
  'disk full',
] as const;

interface Place {
  service: Ventana;
  /** The Temporal CLI does not start while it is held. */
  hold: (held: boolean) => Promise<void>;
  /** Fills the disk of the data folder; undefined where this user cannot make a disk that is small enough. */
  fillDisk?: () => Promise<void>;
}

interface Incident {
  name: (typeof incidentNames)[number];
  /** @returns what a person types; undefined: cannot be planted on this machine */
  plant: (place: Place) => Promise<string[] | undefined> | string[] | undefined;
  /** What the command says in the end: the cause, and what to do. */
  says: RegExp;
  mend?: (place: Place) => Promise<void> | void;
}

const someone = ({ sandbox }: Ventana, phone: string): Customer => sandbox.addCustomer({ name: 'Ana', phone });

/** An agent asks for the message "incident" on a new ticket. */
function asks(service: Ventana, phone: string): string {
  const requester = someone(service, phone);
  const ticketId = service.sandbox.addTicket({ requester, channel: 'email', subject: 'Pedido' });
  service.sandbox.agentAppliesMacro(ticketId, PROACTIVE);
  return ticketId;
}

/** A ticket whose window has closed, and the macro that opens it again. */
async function reopens({ sandbox }: Ventana, customer: Customer): Promise<string> {
  const { ticketId } = sandbox.customerWrites(customer, 'Hola', { at: Date.now() - 25 * HOUR_MS });
  await sandbox.settled();
  sandbox.agentAppliesMacro(ticketId, REOPENING);
  return ticketId;
}

const incidents: Incident[] = [
  {
    name: 'wrong number',
    plant: ({ service }) => ['status', asks(service, '60011120')],
    says: /phone number is wrong: .*Correct it in their profile/,
  },
  {
    name: 'STOP',
    async plant({ service }) {
      const { ticketId } = service.sandbox.customerWrites(someone(service, '+34600111203'), 'STOP');
      await service.sandbox.settled();
      service.sandbox.agentAppliesMacro(ticketId, PROACTIVE);
      return ['status', ticketId];
    },
    says: /Why it was not sent[^]*STOP[^]*Respect it\. If they/,
  },
  {
    name: 'agent never answered',
    plant: ({ service }) => [
      'status',
      service.sandbox.customerWrites(someone(service, '+34600111204'), 'Hola').ticketId,
    ],
    says: /has waited for an agent's answer since .*Answer before the window closes/,
  },
  {
    name: 'paused template',
    plant({ service }) {
      service.sandbox.refuseDeliveries({ code: 132015 });
      return ['status', asks(service, '+34600111201')];
    },
    says: /WhatsApp has stopped this template \(132015.*Wait: Meta lifts a pause/,
  },
  {
    name: 'limit reached',
    async plant({ service }) {
      const customers = ['11', '12', '13', '14'].map((it) => someone(service, `+346001112${it}`));
      let last = '';
      // One after the other: of macros at one time, any may be the one past the limit.
      for (const customer of customers) {
        last = await reopens(service, customer);
        await typed(service, ['status', last], new RegExp(`template sent at|${LIMIT_REACHED.source}`));
      }
      return ['status', last];
    },
    says: LIMIT_REACHED,
  },
  {
    name: 'trigger off',
    plant({ service }) {
      service.sandbox.plant({ kind: 'trigger', title: TRIGGER, status: 'inactive' });
      return ['doctor'];
    },
    says: /✗ Trigger "Ventana: acción Avisar de incidencia": is not active.*npx ventana setup/,
    mend: ({ service }) => service.sandbox.plant({ kind: 'trigger', title: TRIGGER, status: 'active' }),
  },
  {
    name: 'Zendesk refuses',
    plant({ service }) {
      service.sandbox.plant({ kind: 'zendeskAccess', access: 'revoked' });
      return ['doctor'];
    },
    says: /✗ Zendesk credential: there is no OAuth client .*Set ZENDESK_OAUTH_CLIENT_ID/,
    mend: ({ service }) => service.sandbox.plant({ kind: 'zendeskAccess', access: 'admin' }),
  },
  {
    name: 'rotated secret',
    async plant({ service }) {
      await rotateSecret(service);
      await typed(service, ['setup', '--yes'], /Done\./);
      return ['doctor'];
    },
    says: /✗ Secrets of the running service: setup stored newer secrets .*Restart Ventana/,
  },
  {
    name: 'Temporal killed',
    async plant({ service, hold }) {
      await hold(true);
      service.killTemporal();
      return ['doctor'];
    },
    says: /✗ Temporal: the running service says of its embedded server: .*starts it again by itself/,
    async mend({ service, hold }) {
      await hold(false);
      await until(
        async () => (await service.health('ready')).status === 200,
        () => 'Temporal does not come back',
      );
    },
  },
  {
    name: 'disk full',
    async plant({ fillDisk }) {
      await fillDisk?.();
      return fillDisk && ['doctor'];
    },
    says: /✗ Data folder: the disk of .* is full .*Free some space/,
  },
];

/** An administrator of Zendesk gives the webhook another secret. */
async function rotateSecret({ sandbox }: Ventana): Promise<void> {
  const call = async (method: string, path: string): Promise<{ webhooks?: { id: string }[] }> => {
    const headers = { authorization: sandbox.apiTokenHeader };
    return (await fetch(`${sandbox.url}/api/v2/webhooks${path}`, { method, headers })).json() as never;
  };
  const { webhooks: [webhook] = [] } = await call('GET', '');
  await call('POST', `/${webhook?.id}/signing_secret`);
}

async function until(isSo: () => Promise<boolean>, otherwise: () => string): Promise<void> {
  for (const since = performance.now(); !(await isSo()); await sleep(PAUSE_MS))
    if (performance.now() - since > PATIENCE_MS) throw new Error(otherwise());
}

/** Types the command until it says what it should: webhooks and activities take their time. */
async function typed(service: Ventana, command: string[], says: RegExp): Promise<string> {
  let last = await service.command(...command);
  const saysIt = (): boolean => says.test(last.stdout);
  const again = async (): Promise<boolean> => {
    if (!saysIt()) last = await service.command(...command);
    return saysIt();
  };
  await until(again, () => `"${command.join(' ')}" does not say ${says}:\n${last.stdout}${last.stderr}`);
  return documented(service, last.stdout);
}

const documented = ({ folder }: Ventana, text: string): string => text.replaceAll(folder, '.ventana');

/** @returns what the command of each incident prints, in English and in Spanish; without `disk full`, where this user can make no disk for it */
export async function playIncidents(): Promise<Outputs> {
  const disk = smallDisk();
  const cli = join(disk.folder, 'temporal');
  const held = join(disk.folder, 'hold');
  const script = `#!/bin/sh\nwhile [ -e '${held}' ]; do sleep 0.1; done; exec '${await pinnedCli()}' "$@"\n`;
  await writeFile(cli, script, { mode: 0o755 });
  const hold = (isHeld: boolean): Promise<void> => (isHeld ? writeFile(held, '') : rm(held, { force: true }));
  const service = await ventana({ cli, policy: POLICY, sandbox: { seed: 'none' }, in: disk.folder });
  const place: Place = { service, hold, ...(disk.fill && { fillDisk: disk.fill }) };
  try {
    await typed(service, ['setup', '--url', service.url, '--yes'], /Done\./);
    await service.start();
    const outputs: Outputs = { en: {}, es: {} };
    for (const { name, plant, says, mend } of incidents) {
      const command = await plant(place);
      if (command) {
        outputs.en[name] = await typed(service, command, says);
        // What the English terminal has shown stays so.
        outputs.es[name] = documented(service, (await service.speaking(IN_SPANISH, ...command)).stdout);
      }
      await mend?.(place);
    }
    return outputs;
  } finally {
    await hold(false);
    await disk.free();
    await service.close();
    disk.remove();
  }
}
