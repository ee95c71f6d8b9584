import { createZendesk } from '../../../vendors/zendesk/zendesk';
import type { Config } from '../../../config/config';
import { resolveHours } from '../../../hours/resolve';
import { createLog } from '../../../telemetry/log';

const TIMEOUT_MS = 5_000;

/**
 * The office's IANA zone, from the policy or from Zendesk's schedule. Undefined if Zendesk does not answer within 5 s.
 */
export async function officeZone({ hours, zendesk }: Config): Promise<string | undefined> {
  const timeLimit = new Promise<undefined>((resolve) => setTimeout(resolve, TIMEOUT_MS, undefined).unref());
  try {
    const resolved = resolveHours(hours, createZendesk(zendesk, createLog('silent')), () => undefined);
    return (await Promise.race([resolved, timeLimit]))?.zone;
  } catch {
    return undefined;
  }
}
