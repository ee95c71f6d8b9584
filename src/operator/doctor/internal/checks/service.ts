import { type AccountReport, fingerprintsOf, secretsOf } from '../../../../running/report';
import type { RunningService } from '../../../../running/findRunning';
import { type Check, type Finding, ok, problem, skipped, warning } from '../../check';
import type { Context } from '../context';

const RESTART = 'Restart Ventana.';

/** The service that runs with this data folder, as it describes itself. */
export const service = (context: Context): Check[] => [
  { id: 'service', title: 'Running service', run: () => whatRuns(context) },
  { id: 'service.secrets', title: 'Secrets of the running service', needs: ['service'], run: () => secrets(context) },
  { id: 'service.webhooks', title: 'Webhooks received', needs: ['service'], run: () => webhooks(context) },
];

async function whatRuns({ config, running, version, now }: Context): Promise<Finding> {
  const all = await running();
  if (all.length === 0) return skipped(`because none runs on this machine with the data folder ${config.dataFolder}`);
  const ours = all.filter((it) => ofAccount(it, config.account));
  const [first] = ours;
  if (!first) {
    const others = all.flatMap(({ accounts }) => accounts.map(({ account }) => account));
    return problem(`it serves ${others.join(', ')}, but not ${config.account}`, RESTART);
  }
  const old = ours.find((it) => version !== undefined && it.version !== version);
  if (old) return warning(`version ${old.version} is running, but version ${version} is installed`, RESTART);
  return ok(`version ${first.version}, process ${ours.map(({ pid }) => pid).join(', ')}, for ${since(first, now())}`);
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
  if (names.length === 0) return ok('those that are configured now');
  const isSetups = names.every((it) => it.endsWith('_WEBHOOK_SECRET'));
  return problem(
    isSetups
      ? `setup stored newer secrets than the running service uses (${names.join(', ')}): webhooks are rejected with 401`
      : `the running service uses another ${names.join(' and ')} than is configured now`,
    RESTART,
  );
}

const sameList = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
  a.length === b.length && a.every((it) => b.includes(it));

/** The last ones, as far as they came since it started. */
async function webhooks({ config, running, now }: Context): Promise<Finding> {
  const receivers = (await running()).filter(({ receiver }) => receiver !== undefined);
  if (receivers.length === 0) return skipped('because no receiver runs on this machine');
  const accounts = receivers.map((it) => ofAccount(it, config.account)).filter((it) => it !== undefined);
  const last = VENDORS.map(({ vendor, name }) => {
    const newest = (of: 'takenAt' | 'rejectedAt'): number => Math.max(0, ...accounts.map((it) => it[vendor][of] ?? 0));
    return { name, takenAt: newest('takenAt'), rejectedAt: newest('rejectedAt') };
  });
  const rejected = last.filter(({ takenAt, rejectedAt }) => rejectedAt > takenAt);
  if (rejected.length > 0) {
    const found = rejected.map(({ name, rejectedAt }) => `${name} ${ago(rejectedAt, now())}`);
    return warning(
      `the last one was rejected, because its signature or key is not the expected one: ${found.join(', ')}`,
      'If nobody else calls this address: run `npx ventana setup`, which stores the secrets in use, then restart Ventana.',
    );
  }
  const words = last.map(({ name, takenAt }) =>
    takenAt > 0 ? `${name} ${ago(takenAt, now())}` : `none of ${name} since the service started`,
  );
  return ok(`the last ones: ${words.join(', ')}`);
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
  return whole < 120 ? `${whole} min` : `${Math.round(whole / 60)} h`;
};
const ago = (at: number, now: number): string => `${minutes(now - at)} ago`;
const since = ({ startedAt }: RunningService, now: number): string => minutes(now - startedAt);

/** Why the embedded Temporal cannot be found, and what to do. */
export async function embeddedIsDown({ config, running, listener }: Context): Promise<Finding> {
  const [first] = await running();
  if (first)
    return problem(
      `the running service says of its embedded server: ${first.temporal}`,
      `Wait a minute: the service starts it again by itself. If this line stays, see ${config.dataFolder}/temporal.log.`,
    );
  const { port } = config.http;
  const found = 'the embedded server is not running';
  switch (await listener()) {
    case 'nothing':
      return problem(found, 'Start Ventana: npm start.');
    case 'ventana':
      return problem(
        `${found} in the data folder ${config.dataFolder}, but another Ventana answers at port ${port}`,
        'It is of an older version, or has another data folder. Stop it and start Ventana: npm start; or, if it is the right one, set VENTANA_DATA to its folder.',
      );
    case 'another program':
      return problem(
        `${found}, and another program has port ${port}`,
        'Stop that program, or set PORT to a free one; then start Ventana: npm start.',
      );
  }
}
