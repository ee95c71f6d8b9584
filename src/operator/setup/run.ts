import { VendorError } from '../../../activities/vendorError';
import { CliError, usageError } from '../terminal/errors';
import { type ExitCode, exitCodes } from '../terminal/exitCodes';
import type { Output } from '../terminal/output';
import type { Progress } from '../terminal/progress';
import { createAccountAdmin } from './vendorAdmin';
import type { SetupConfig } from '../../config/config';
import { storedSecretPath } from '../../config/storedSecrets';
import { PUBLIC_URL_HINT } from '../../config/publicUrl';
import { signInWarning } from '../../config/zendeskSignIn';
import { createFileStore } from './fileStore';
import { applySteps, NoUrl, planRemoval, planSetup } from './internal/setup';
import { planLines, stepDocument, stepWords, summary } from './internal/show';
import { isWork, type Step } from './steps';
import { vendorWords } from './internal/vendorWords';

export interface RunOptions {
  askedUrl?: string;
  restore: boolean;
  remove: boolean;
  dryRun: boolean;
  /** `missing`: there is nobody to ask. */
  consent: 'given' | 'missing' | ((question: string) => Promise<boolean>);
  output: Output;
  progress: Progress;
}

interface Plan {
  steps: Step[];
  ids: Record<string, string>;
  url?: string;
}

/** Shows the plan, asks for consent, and carries it out. @throws CliError */
export async function runSetup(config: SetupConfig, options: RunOptions): Promise<ExitCode> {
  const { output, progress, dryRun, consent } = options;
  const account = createAccountAdmin(config.zendesk, config.sunshine);
  const store = createFileStore(config.dataFolder, config.account);
  const read = (): Promise<Plan> =>
    options.remove
      ? planRemoval({ account, store }).then((steps) => ({ steps, ids: {} }))
      : planSetup({
          account,
          store,
          policy: config.policy,
          webhooksPath: config.webhooksPath,
          ...(options.askedUrl !== undefined && { askedUrl: options.askedUrl }),
          ...(config.publicUrl !== undefined && { url: config.publicUrl }),
          restore: options.restore,
          appSecretIsGiven: config.secretsGiven.includes('ZENDESK_APP_SECRET'),
        });
  const plan = await progress.during(`Reading ${config.account}.zendesk.com ...`, read).catch(explain);
  progress.clear();
  const { steps } = plan;
  const work = steps.filter(isWork);
  const printDocument = (applied: boolean): void =>
    output.result({ ...(plan.url !== undefined && { url: plan.url }), steps: steps.map(stepDocument), applied });

  warnOfSignIn(config, options);
  showPlan(config, options, plan);
  if (dryRun) return end(printDocument, false);
  if (work.length > 0 && consent !== 'given') {
    if (consent === 'missing') {
      printDocument(false);
      throw usageError('Nothing was done: cannot ask for confirmation here. Use --yes to carry out the plan above.');
    }
    if (!(await consent(`${summary(work)}. Go ahead?`))) {
      printDocument(false);
      output.print('Nothing was done.');
      return exitCodes.failed;
    }
  }
  await carryOut(plan, { account, store }, progress);
  if (work.length > 0)
    output.print(options.remove ? 'Done. The account is as it was.' : whatNext(plan, appSecretPlace(config)));
  warnOfSecrets(config, options);
  return end(printDocument, work.length > 0);
}

function end(printDocument: (applied: boolean) => void, applied: boolean): ExitCode {
  printDocument(applied);
  return exitCodes.ok;
}

function showPlan({ account }: SetupConfig, { output, remove }: RunOptions, { steps, url }: Plan): void {
  output.print(`${account}.zendesk.com${url === undefined ? '' : `, which reaches Ventana at ${url}`}\n`);
  for (const line of planLines(steps, output.paint)) output.print(line);
  if (!steps.some(isWork))
    output.print(remove ? 'Nothing to do: setup has not created anything here.' : '\nNothing to do.');
}

/** @throws CliError with the step at which it stopped */
async function carryOut(
  { steps, ids }: Plan,
  place: Pick<Parameters<typeof applySteps>[1], 'account' | 'store'>,
  progress: Progress,
): Promise<void> {
  const total = steps.filter(isWork).length;
  let count = 0;
  let current: Step | undefined;
  try {
    await applySteps(steps, { ...place, ids }, (step) => {
      current = step;
      if (isWork(step)) progress.step(`${(count += 1)}/${total} ${stepWords(step)}`);
    });
  } catch (error) {
    progress.clear();
    const where = current ? `Stopped at step ${count} of ${total}, ${stepWords(current)}.` : 'Stopped.';
    return explain(error, `${where}\nThe steps before it are done; run this again to continue from here.`);
  }
  progress.clear();
}

/** @throws CliError with a message for an administrator */
function explain(error: unknown, where?: string): never {
  const also = where === undefined ? '' : `\n${where}`;
  if (error instanceof NoUrl) throw usageError(`${urlWords(error)} ${PUBLIC_URL_HINT}`);
  if (!(error instanceof VendorError)) throw error;
  const isFinal = error.status !== undefined && error.status < 500;
  throw new CliError(`${vendorWords(error)}${also}`, isFinal ? exitCodes.failed : exitCodes.unreachable);
}

const urlWords = ({ formerEndpoint }: NoUrl): string =>
  formerEndpoint === undefined
    ? 'Zendesk needs the public address of this service: set --url.'
    : `The webhook paths have changed, as happens with VENTANA_ACCOUNTS: Zendesk still calls ${formerEndpoint}. Give the public address of this service once, with --url or VENTANA_PUBLIC_URL.`;

/** The service reads secrets only when it starts. */
const restart = (steps: readonly Step[]): string =>
  steps.some((it) => it.kind === 'secret' && isWork(it))
    ? ' If it is already running, restart it: it reads secrets only at startup.'
    : '';

/** Never the secret itself: terminals and their logs keep what is printed. */
const appSecretPlace = ({ secretsGiven, dataFolder, account }: SetupConfig): string =>
  secretsGiven.includes('ZENDESK_APP_SECRET')
    ? 'the value of ZENDESK_APP_SECRET'
    : `the content of ${storedSecretPath(dataFolder, account, 'ZENDESK_APP_SECRET')}`;

const whatNext = ({ url, steps }: Plan, appSecret: string): string => `Done. Next:
  1. Start the service (\`npx ventana start\`) and make sure that ${url} reaches it.${restart(steps)}
  2. Check everything: \`npx ventana doctor\`.
  3. If the account has several ticket forms, add the ticket fields to those that agents use.
  4. For the sidebar app: upload app/dist/ventana.zip in Admin Center, Apps and integrations, Zendesk Support apps, Upload private app.
     Its settings: address ${url}, secret ${appSecret}.`;

function warnOfSignIn({ zendesk }: SetupConfig, { output }: RunOptions): void {
  const warning = signInWarning(zendesk.auth);
  if (warning) output.warn(`${warning.found}. ${warning.todo}`);
}

/** A secret in the environment takes precedence over a stored one, and may be outdated. */
function warnOfSecrets({ secretsGiven }: SetupConfig, { output, remove }: RunOptions): void {
  if (remove || secretsGiven.length === 0) return;
  output.warn(
    `${secretsGiven.join(' and ')} in your environment take${secretsGiven.length > 1 ? '' : 's'} precedence over what setup stored: remove it, or make sure that it has the same value.`,
  );
}
