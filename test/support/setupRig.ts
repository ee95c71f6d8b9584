import { rmSync } from 'node:fs';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';
import { createAccountAdmin } from '../../src/operator/setup/vendorAdmin';
import { loadSetupConfig, type SetupConfig } from '../../src/config/config';
import { createFileStore } from '../../src/operator/setup/fileStore';
import { applySteps, planRemoval, planSetup } from '../../src/operator/setup/internal/setup';
import { isWork, type Step } from '../../src/operator/setup/steps';
import { projectFile } from './configuration';
import { memoryFolder } from './memoryFolder';

export const URL_OF_SERVICE = 'https://ventana.acme.test';

/** Lists of everything that administrators make, under the vendors' own paths. */
const LISTS = {
  zendesk: ['ticket_fields', 'user_fields', 'webhooks', 'triggers', 'macros', 'views'],
  sunshine: ['v2/apps/:app/integrations', 'v1.1/apps/:app/webhooks'],
};

interface RunOptions {
  /** Of the example policy: [text, in its place]. */
  policy?: [string, string];
  /** As if it were said on the command line. */
  url?: string;
  restore?: boolean;
}

/** An account that nobody has set up, and setup on a machine of its own. */
export class SetupRig {
  readonly dataFolder = memoryFolder('ventana-setup-');

  private example: SetupConfig | undefined;

  private constructor(readonly sandbox: Sandbox) {}

  static async start(options: SandboxOptions = {}): Promise<SetupRig> {
    return new SetupRig(await startSandbox({ ...options, seed: 'none' }));
  }

  async stop(): Promise<void> {
    this.forgetMachine();
    await this.sandbox.close();
  }

  /** Another machine: nothing is remembered. */
  forgetMachine(): void {
    rmSync(this.dataFolder, { recursive: true, force: true });
  }

  get environment(): Record<string, string> {
    return { ...this.sandbox.env(), VENTANA_DATA: this.dataFolder };
  }

  config(change?: [string, string]): SetupConfig {
    const example = projectFile('ventana.example.yaml');
    return loadSetupConfig(this.environment, () => (change ? example.replace(...change) : example));
  }

  async plan({ policy, url, restore = false }: RunOptions = {}) {
    const config = policy ? this.config(policy) : (this.example ??= this.config());
    const askedUrl = url === undefined ? {} : { askedUrl: url };
    return planSetup({
      ...this.place(),
      policy: config.policy,
      webhooksPath: config.webhooksPath,
      url: URL_OF_SERVICE,
      ...askedUrl,
      restore,
    });
  }

  /** Plans and carries out. @returns what there was to do */
  async run(options: RunOptions = {}): Promise<Step[]> {
    const { steps, ids } = await this.plan(options);
    await applySteps(steps, { ...this.place(), ids }, () => undefined);
    return steps.filter(isWork);
  }

  async remove(): Promise<Step[]> {
    const steps = await planRemoval(this.place());
    await applySteps(steps, { ...this.place(), ids: {} }, () => undefined);
    return steps;
  }

  place() {
    const { zendesk, sunshine, dataFolder, account } = (this.example ??= this.config());
    return { account: createAccountAdmin(zendesk, sunshine), store: createFileStore(dataFolder, account) };
  }

  /** Everything in both accounts, as the vendors tell it. */
  async snapshot(): Promise<Record<string, unknown>> {
    const lists = await Promise.all([
      ...LISTS.zendesk.map((path) => this.call('GET', `/api/v2/${path}`)),
      ...LISTS.sunshine.map((path) => this.call('GET', `/sc/${path}`)),
    ]);
    return Object.fromEntries(
      [...LISTS.zendesk, ...LISTS.sunshine].map((path, index) => [path, withoutTimes(lists[index])]),
    );
  }

  /** As `snapshot`, with ids by the order in which they come, so that two accounts can be compared. */
  async likeness(): Promise<unknown> {
    const ids = new Map<string, string>();
    const text = JSON.stringify(await this.snapshot()).replaceAll(this.sandbox.url, 'http://sandbox');
    return JSON.parse(
      text.replace(
        /(?<![0-9A-Za-z])(?:\d{9,}|[0-9a-f]{24}|[0-9A-HJKMNP-TV-Z]{26})(?![0-9A-Za-z])|"secret":"[^"]+"/g,
        (id) => {
          const label = ids.get(id) ?? (id.startsWith('"') ? '"secret":"..."' : `${1_000_000 + ids.size}`);
          ids.set(id, label);
          return label;
        },
      ),
    );
  }

  /** Calls a vendor as an administrator does. @throws for anything but success */
  async call<T = Record<string, unknown>>(method: string, path: string, body?: object): Promise<T> {
    const env = this.sandbox.env();
    const sunshineKey = `${env['SUNSHINE_KEY_ID']}:${env['SUNSHINE_KEY_SECRET']}`;
    const authorization = path.startsWith('/api')
      ? this.sandbox.apiTokenHeader
      : `Basic ${Buffer.from(sunshineKey).toString('base64')}`;
    const answer = await fetch(`${this.sandbox.url}${path.replace(':app', env['SUNSHINE_APP_ID'] ?? '')}`, {
      method,
      headers: {
        authorization,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? {} : await answer.json()) as T;
  }
}

const withoutTimes = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, it: unknown) => (key === 'updated_at' || key === 'created_at' ? undefined : it)),
  );
