import { createZendesk } from '../../../vendors/zendesk/zendesk';
import type { Config } from '../../../config/config';
import { resolveHours } from '../../../hours/resolve';
import { createLog } from '../../../telemetry/log';

const PATIENCE_MS = 5_000;

/** The office's IANA zone, from the policy or from Zendesk's schedule; undefined when Zendesk does not tell it within 5 s. */
export async function officeZone({ hours, zendesk }: Config): Promise<string | undefined> {
  const patience = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS, undefined).unref());
  try {
    const resolved = resolveHours(hours, createZendesk(zendesk, createLog('silent')), () => undefined);
    return (await Promise.race([resolved, patience]))?.zone;
  } catch {
    return undefined;
  }
}
