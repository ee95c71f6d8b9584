import { type OAuthClient, SignInError } from '../signIn';
import { type IssuedToken, requestToken } from './tokenRequest';

export interface TokenParts {
  /** ms by a clock that nobody sets. What a suspended machine has slept it may leave out: then a 401 tells. */
  now: () => number;
  /** For one request, in ms. */
  timeoutMs: number;
  /** Called after each request for a token. */
  onRequest?: ((outcome: TokenOutcome) => void) | undefined;
}

/** `refused`: only a person can change that. `failed`: it may work later. */
export type TokenOutcome = 'issued' | 'refused' | 'failed';

/** A token is replaced this long before it expires, in ms, but not before the last fifth of its life. */
const AHEAD_MS = 60_000;
const AHEAD_SHARE = 0.2;
/** How long nothing is asked for after a refusal, in ms. */
const REFUSED_MS = 60_000;
/** The pause after other failures, in ms; it doubles each time. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** The longest that Zendesk may ask for. */
const LONGEST_ASKED_MS = 3_600_000;

interface Held extends IssuedToken {
  renewAt: number;
  expiresAt: number;
}

/** A time, by `now`. If that clock is set back before `from`, nobody knows when it would end: it has ended. */
interface Pause {
  from: number;
  until: number;
}

interface Failed extends Pause {
  error: SignInError;
  pauseMs: number;
}

/**
 * The access tokens of one OAuth client: one at a time, requested once however many calls wait for it. Kept in memory
 * only. While no token can be had, nobody asks for one before a pause is over.
 */
export class Tokens {
  private held: Held | undefined;
  private asking: Promise<Held> | undefined;
  private failed: Failed | undefined;
  /** A new token was refused like the one before it: no more are asked for meanwhile. */
  private useless: Pause | undefined;

  constructor(
    private readonly origin: string,
    private readonly client: OAuthClient,
    private readonly parts: TokenParts,
  ) {}

  /** The token to use now. One that is to be replaced is used on if no other can be had. @throws SignInError */
  async current(): Promise<string> {
    return (await this.present()).token;
  }

  /** What the present token allows; undefined if Zendesk does not say. @throws SignInError */
  async scope(): Promise<string | undefined> {
    return (await this.present()).scope;
  }

  /**
   * Another token than `refused`, which a call was answered 401 with.
   * @returns undefined if the last new one was refused too: then the token is not at fault
   * @throws SignInError
   */
  async insteadOf(refused: string): Promise<string | undefined> {
    if (this.held !== undefined && this.held.token !== refused) return this.held.token;
    if (this.asking === undefined && isWithin(this.useless, this.parts.now())) return undefined;
    this.held = undefined;
    return (await this.present()).token;
  }

  /** A call was answered 401 with a token from `insteadOf`. */
  refusedAgain(): void {
    const from = this.parts.now();
    this.useless = { from, until: from + REFUSED_MS };
  }

  private async present(): Promise<Held> {
    const { held } = this;
    if (held !== undefined && this.parts.now() < held.renewAt) return held;
    try {
      return await (this.asking ??= this.ask().finally(() => (this.asking = undefined)));
    } catch (error) {
      if (held !== undefined && held === this.held && this.parts.now() < held.expiresAt) return held;
      throw error;
    }
  }

  private async ask(): Promise<Held> {
    const { now, timeoutMs, onRequest } = this.parts;
    const at = now();
    if (isWithin(this.failed, at)) throw repeated(this.failed, at);
    try {
      const issued = await requestToken(this.origin, this.client, timeoutMs);
      const expiresAt = at + issued.lifeMs;
      const renewAt = expiresAt - Math.min(AHEAD_MS, issued.lifeMs * AHEAD_SHARE);
      this.failed = undefined;
      onRequest?.('issued');
      return (this.held = { ...issued, expiresAt, renewAt });
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
      this.failed = failedNow(error, this.failed, now());
      onRequest?.(isRefusal(error) ? 'refused' : 'failed');
      throw isRefusal(error) ? error : withPause(error, Math.max(error.retryAfterMs ?? 0, this.failed.until - now()));
    }
  }
}

const isWithin = <P extends Pause>(pause: P | undefined, at: number): pause is P =>
  pause !== undefined && pause.from <= at && at < pause.until;

const isRefusal = ({ status }: SignInError): boolean => status === 401;

function failedNow(error: SignInError, before: Failed | undefined, now: number): Failed {
  if (isRefusal(error)) return { error, from: now, until: now + REFUSED_MS, pauseMs: FIRST_PAUSE_MS };
  const pauseMs = before === undefined ? FIRST_PAUSE_MS : Math.min(before.pauseMs * 2, LONGEST_PAUSE_MS);
  return {
    error,
    from: now,
    until: now + Math.max(pauseMs, Math.min(error.retryAfterMs ?? 0, LONGEST_ASKED_MS)),
    pauseMs,
  };
}

/** The failure of the last request, for a call that comes before the pause is over. */
const repeated = ({ error, until }: Failed, now: number): SignInError =>
  isRefusal(error)
    ? new SignInError(`${error.message}, within the last minute`, { reached: 'notSent', ...detailsOf(error) })
    : withPause(error, until - now);

const withPause = (error: SignInError, retryAfterMs: number): SignInError =>
  new SignInError(error.message, { reached: 'notSent', ...detailsOf(error), retryAfterMs });

const detailsOf = ({ status, code, description }: SignInError) => ({
  ...(status !== undefined && { status }),
  ...(code !== undefined && { code }),
  ...(description !== undefined && { description }),
});
