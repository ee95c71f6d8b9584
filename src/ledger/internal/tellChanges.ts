import type { Log } from '../../telemetry/log';
import type { LedgerMetrics } from '../../telemetry/metrics/ledgerMetrics';
import type { TemplateChange } from '../templateChanges';

const WHAT = ['category', 'quality', 'status'] as const;

/** So that Prometheus sees the first change of an account, too. */
export function countFromZero(account: string, { templateChanges }: LedgerMetrics): void {
  for (const what of WHAT) for (const to of ['worse', 'better']) templateChanges.inc({ account, what, to }, 0);
}

/** Tells people of templates that Meta has changed, by log and metric. What it costs is in `npx ventana report`. */
export const tellerOf =
  (log: Pick<Log, 'warn' | 'info'>, { templateChanges }: LedgerMetrics) =>
  (account: string, changes: readonly TemplateChange[]): void => {
    for (const { name, language, what, from, to, isWorse } of changes) {
      templateChanges.inc({ account, what, to: isWorse ? 'worse' : 'better' });
      const details = { account, template: name, language, what, from, to };
      if (isWorse)
        log.warn(details, 'Meta has changed a template for the worse: npx ventana report shows what it costs');
      else log.info(details, 'Meta has changed a template');
    }
  };
