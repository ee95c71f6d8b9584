import type { DestinationStream } from 'pino';
import type { AccountAtStart } from '../../service/logStart';
import { milestones } from '../../telemetry/milestones';
import type { Output } from '../terminal/output';

/** One parsed line of the log: see `telemetry/log.ts`. */
type Line = Record<string, unknown> & { level: string; time: string; msg: string };

/** What the first line of a service says. */
interface Starting {
  version: string;
  accounts: AccountAtStart[];
}

/** Fields that every line has, or that only a program can use. */
const UNSHOWN = new Set(['level', 'time', 'msg', 'error', 'err', 'workflowId', 'activity', 'sendId', 'traceId']);

/**
 * Where a service's log goes on a terminal: a few lines that a person needs instead of JSON. Warnings, errors and rare
 * lines are shown; of webhooks and sends the first of each vendor and account, so that an engineer who has just set up
 * an account sees that it works. With LOG_LEVEL=debug every line is shown.
 * @param everything also the lines of each webhook and each send
 */
export function serviceLog({ paint, print }: Pick<Output, 'paint' | 'print'>, everything = false): DestinationStream {
  const seen = new Set<string>();
  const isFirst = (key: string): boolean => !seen.has(key) && Boolean(seen.add(key));
  const field = (name: string, value: string): void => print(`  ${paint.dim(name.padEnd(14))}${value}`);

  function showStart({ version, accounts }: Starting): void {
    print(`${paint.bold('Ventana')} ${version}`);
    for (const { account, policyFile, policyVersion, webhooks } of accounts) {
      field('account', account);
      field('policy', `${policyFile}, version ${policyVersion}`);
      if (webhooks !== undefined) field('webhooks', `${webhooks}/zendesk and /sunshine`);
    }
  }

  function showEvent({ time, level, msg, ...details }: Line): void {
    const sign =
      level === 'error' || level === 'fatal' ? paint.red('error ') : level === 'warn' ? paint.yellow('warn ') : '';
    const cause = (details['error'] ?? details['err']) as { message?: unknown } | undefined;
    const because = typeof cause?.message === 'string' ? `: ${cause.message}` : '';
    print(`${paint.dim(clock(time))}  ${sign}${msg}${because}${paint.dim(fieldsOf(details))}`);
  }

  function show(line: Line): void {
    const { account = '', vendor = '' } = line as { account?: string; vendor?: string };
    const isTaken = line['outcome'] === 'taken';
    const isSent = line['outcome'] === 'sent';
    switch (line.msg) {
      case milestones.starting:
        return showStart(line as unknown as Starting);
      case milestones.worker:
        return field('worker', `running, Temporal at ${String(line['address'])}`);
      case milestones.receiver:
        field('receiver', String(line['url']));
        if (typeof line['temporalUi'] === 'string') field('Temporal UI', line['temporalUi']);
        return print(`Waiting for the first webhook. ${paint.dim('All events: --json. Stop: Ctrl-C')}`);
      case milestones.webhook:
        if (isTaken && isFirst(`${milestones.webhook} ${vendor} ${account}`)) {
          showEvent({ ...line, msg: `first webhook from ${vendor === 'zendesk' ? 'Zendesk' : 'Sunshine'}` });
        } else if (everything) showEvent(line);
        return;
      case milestones.send:
        if (isSent && isFirst(`${milestones.send} ${account}`)) showEvent({ ...line, msg: 'first message sent' });
        else if (everything) showEvent(line);
        return;
      default:
        // What the SDK says of its own starts and stops is for its engineers.
        if (everything || line.level !== 'info' || line['sdkComponent'] === undefined) showEvent(line);
    }
  }

  return { write: (text) => show(JSON.parse(text) as Line) };
}

/** The time of day on this machine: a person compares it with the clock on the wall. */
const clock = (time: string): string => new Date(time).toTimeString().slice(0, 8);

function fieldsOf(details: Record<string, unknown>): string {
  const shown = Object.entries(details).filter(
    ([name, value]) => !UNSHOWN.has(name) && ['string', 'number', 'boolean'].includes(typeof value),
  );
  return shown.map(([name, value]) => `  ${name}=${String(value)}`).join('');
}
