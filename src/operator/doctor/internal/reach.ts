import { say } from '../../../language/say';
import { type Finding, ok, problem } from '../check';

const TIMEOUT_MS = 10_000;
const START = 'Start Ventana (npx ventana start), and make the proxy or tunnel at that address forward to its port.';

/**
 * Whether Ventana's receiver answers at this URL of its `/health/live`, called the way the vendors would. Never throws.
 */
export async function reach(url: string): Promise<Finding> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'manual' });
    if (answer.status !== 200)
      return problem(say('{url} answers {status}', { url, status: answer.status }), say(START));
    const body: unknown = await answer.json().catch(() => undefined);
    if (isLive(body))
      return ok(say('Ventana answers at {origin}, called from this machine', { origin: new URL(url).origin }));
    return problem(say('something other than Ventana answers at {url}', { url }), say(START));
  } catch (error) {
    return problem(say('nothing answers at {url} ({reason})', { url, reason: reasonOf(error) }), say(START));
  }
}

const isLive = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'live' in body && body.live === true;

/** `fetch` only says that it failed; the reason is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : error.name === 'TimeoutError' ? say('no answer within 10 s') : error.message;
}
