import { say } from '../../../../language/say';
import { type AccountReport, fingerprintsOf, secretsOf } from '../../../../running/report';
import type { RunningService } from '../../../../running/findRunning';
import { type Check, type Finding, ok, problem, skipped, warning } from '../../check';
import type { Context } from '../context';

const RESTART = 'Restart Ventana.';

/** The service that runs with this data folder, as it describes itself. */
export const service = (context: Context): Check[] => [
  { id: 'service', title: say('Running service'), run: () => whatRuns(context) },
  {
    id: 'service.secrets',
    title: say('Secrets of the running service'),
    needs: ['service'],
    run: () => secrets(context),
  },
  { id: 'service.webhooks', title: say('Webhooks received'), needs: ['service'], run: () => webhooks(context) },
  { id: 'service.app', title: say('Sidebar app'), needs: ['service'], run: () => app(context) },
];

async function whatRuns({ config, running, version, now }: Context): Promise<Finding> {
  const all = await running();
  if (all.length === 0)
    return skipped(
      say('because none runs on this machine with the data folder {dataFolder}', { dataFolder: config.dataFolder }),
    );
  const ours = all.filter((it) => ofAccount(it, config.account));
  const [first] = ours;
  if (!first) {
    const others = all.flatMap(({ accounts }) => accounts.map(({ account }) => account));
    return problem(
      say('it serves {it}, but not {account}', { it: others.join(', '), account: config.account }),
      say(RESTART),
    );
  }
  const old = ours.find((it) => version !== undefined && it.version !== version);
  if (old && version !== undefined)
    return warning(
      say('version {version} is running, but version {version2} is installed', {
        version: old.version,
        version2: version,
      }),
      say(RESTART),
    );
  return ok(
    say('version {version}, process {it}, for {since}', {
      version: first.version,
      it: ours.map(({ pid }) => pid).join(', '),
      since: since(first, now()),
    }),
  );
}

/** Whether each process knows the secrets that are configured now. */
async function secrets({ config, running }: Context): Promise<Finding> {
  const now = secretsOf(config);
  const unknown = (await running()).flatMap((it) => {
    const theirs = ofAccount(it, config.account)?.secrets;
    if (!theirs) return [];
    const ours = fingerprintsOf(now, it.token);
    return Object.keys(ours).filter((name) => !sameList(ours[name], theirs[name]));
  });
  const names = [...new Set(unknown)];
  if (names.length === 0) return ok(say('those that are configured now'));
  const isSetups = names.every((it) => it.endsWith('_WEBHOOK_SECRET'));
  return problem(
    isSetups
      ? say('setup stored newer secrets than the running service uses ({it}): webhooks are rejected with 401', {
          it: names.join(', '),
        })
      : say('the running service uses another {it} than is configured now', { it: names.join(say(' and ')) }),
    say(RESTART),
  );
}

const sameList = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
  a.length === b.length && a.every((it) => b.includes(it));

/** The last ones, as far as they came since it started. */
async function webhooks({ config, running, now }: Context): Promise<Finding> {
  const receivers = (await running()).filter(({ receiver }) => receiver !== undefined);
  if (receivers.length === 0) return skipped(say('because no receiver runs on this machine'));
  const accounts = receivers.map((it) => ofAccount(it, config.account)).filter((it) => it !== undefined);
  const last = VENDORS.map(({ vendor, name }) => {
    const newest = (of: 'takenAt' | 'rejectedAt'): number => Math.max(0, ...accounts.map((it) => it[vendor][of] ?? 0));
    return { name, takenAt: newest('takenAt'), rejectedAt: newest('rejectedAt') };
  });
  const rejected = last.filter(({ takenAt, rejectedAt }) => rejectedAt > takenAt);
  if (rejected.length > 0) {
    const found = rejected.map(({ name, rejectedAt }) => `${name} ${ago(rejectedAt, now())}`);
    return warning(
      say('the last one was rejected, because its signature or key is not the expected one: {it}', {
        it: found.join(', '),
      }),
      say(
        'If nobody else calls this address: run `npx ventana setup`, which stores the secrets in use, then restart Ventana.',
      ),
    );
  }
  if (last.every(({ takenAt }) => takenAt === 0))
    return skipped(
      say('because none has come since the service started'),
      say('Write to a WhatsApp ticket, and try again.'),
    );
  const words = last.map(({ name, takenAt }) =>
    takenAt > 0 ? `${name} ${ago(takenAt, now())}` : say('none of {name} since the service started', { name }),
  );
  return ok(say('the last ones: {it}', { it: words.join(', ') }));
}

/** Whether the app has called. That it is installed, and with which secret, only its calls can show. */
async function app({ config, running, now }: Context): Promise<Finding> {
  if (config.zendesk.appSecrets.length === 0)
    return skipped(
      say('because it has no secret: every call of it is answered with 401'),
      say('Run `npx ventana setup`.'),
    );
  const receivers = (await running()).filter(({ receiver }) => receiver !== undefined);
  if (receivers.length === 0) return skipped(say('because no receiver runs on this machine'));
  const last = Math.max(0, ...receivers.map((it) => ofAccount(it, config.account)?.app?.takenAt ?? 0));
  if (last > 0) return ok(say('it called {ago}, with a secret that is configured', { ago: ago(last, now()) }));
  return ok(say('no call since the service started; only a call shows that it is installed and has the right secret'));
}

const VENDORS = [
  { vendor: 'zendesk', name: 'Zendesk' },
  { vendor: 'sunshine', name: 'Sunshine' },
] as const;

const ofAccount = ({ accounts }: RunningService, account: string): AccountReport | undefined =>
  accounts.find((it) => it.account === account);

const MINUTE_MS = 60_000;
const minutes = (ms: number): string => {
  const whole = Math.max(0, Math.round(ms / MINUTE_MS));
  return whole < 120 ? say('{whole} min', { whole }) : `${Math.round(whole / 60)} h`;
};
const ago = (at: number, now: number): string => say('{minutes} ago', { minutes: minutes(now - at) });
const since = ({ startedAt }: RunningService, now: number): string => minutes(now - startedAt);

/** Why the embedded Temporal cannot be found, and what to do. */
export async function embeddedIsDown({ config, running, listener }: Context): Promise<Finding> {
  const [first] = await running();
  if (first)
    return problem(
      say('the running service says of its embedded server: {temporal}', { temporal: first.temporal }),
      say('Wait a minute: the service starts it again by itself. If this line stays, see {dataFolder}/temporal.log.', {
        dataFolder: config.dataFolder,
      }),
    );
  const { port } = config.http;
  const found = say('the embedded server is not running');
  switch (await listener()) {
    case 'nothing':
      return problem(found, say('Start Ventana: npx ventana start.'));
    case 'ventana':
      return problem(
        say('{found} in the data folder {dataFolder}, but another Ventana answers at port {port}', {
          found,
          dataFolder: config.dataFolder,
          port,
        }),
        say(
          'It is of an older version, or has another data folder. Stop it and start Ventana: npx ventana start; or, if it is the right one, set VENTANA_DATA to its folder.',
        ),
      );
    case 'another program':
      return problem(
        say('{found}, and another program has port {port}', { found, port }),
        say('Stop that program, or set PORT to a free one; then start Ventana: npx ventana start.'),
      );
  }
}
