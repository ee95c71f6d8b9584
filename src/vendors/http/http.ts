import axios, { type AxiosResponse } from 'axios';
import { VendorError } from '../../../activities/vendorError';
import { ownConnection, watchedTransport } from './internal/connection';
import { maskedJson } from '../../../activities/mask';
import { isLocal } from '../../system/isLocal';
import { retryAfterMs } from './internal/retryAfter';

export interface HttpRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  /** JSON text. */
  body?: string;
}

/** Called with the headers of each answer, including refusals. Header names are in lower case. */
export type OnHeaders = (header: (name: string) => string | undefined) => void;

/** Sends one request. @returns the parsed JSON of a 2xx answer; undefined if it has no body */
export type SendHttp = (request: HttpRequest) => Promise<unknown>;

export interface HttpOptions {
  onHeaders?: OnHeaders | undefined;
  /** Aborted when nobody waits for the request that is made now: it is not begun, and one that reads is ended. */
  signal?: (() => AbortSignal | undefined) | undefined;
}

const maxAnswerBytes = 32 * 1024 * 1024;
const maxTextLength = 500;

/**
 * Makes one HTTP request. Its result is the JSON of a 2xx answer, or a `VendorError`. `timeoutMs` runs from the call to
 * the last byte of the answer. Never retries, never follows a redirect.
 * @throws VendorError `answered` for any other status; `notSent` when no connection was made; `unknown` when the
 * connection broke or timed out later, or when a 2xx answer cannot be read. The error contains neither the request nor
 * axios' error, because its `config` has our credentials.
 */
export function createHttp(
  vendor: VendorError['vendor'],
  timeoutMs: number,
  { onHeaders = () => undefined, signal: waiting = () => undefined }: HttpOptions = {},
): SendHttp {
  return async ({ method, url, headers, body }) => {
    const what = `${method} ${pathOf(url)}`;
    const left = waiting();
    if (left?.aborted) throw new VendorError(`${what}: nobody waits for it`, { vendor, reached: 'notSent' });
    const timeout = AbortSignal.timeout(timeoutMs);
    // What changes something is not cut short: then nobody would know whether it was carried out.
    const signal = left && method === 'GET' ? AbortSignal.any([timeout, left]) : timeout;
    let connected = false;

    const fail = (why: string): VendorError =>
      new VendorError(`${what}: ${why}`, { vendor, reached: connected ? 'unknown' : 'notSent', cause: why });

    const answer = await axios
      .request<string>({
        method,
        url,
        headers,
        data: body,
        signal,
        responseType: 'text',
        transformResponse: (text: string) => text,
        validateStatus: () => true,
        maxRedirects: 0,
        maxContentLength: maxAnswerBytes,
        transport: watchedTransport(() => (connected = true)),
        ...(method !== 'GET' && ownConnection),
        // For the sandbox and tests.
        ...(isLocal(new URL(url).hostname) && { proxy: false as const }),
      })
      .catch((error: unknown) => {
        const cutShort = axios.isAxiosError<string>(error) ? error.response : undefined;
        if (cutShort && !isSuccess(cutShort.status)) return cutShort;
        throw fail(timeout.aborted ? 'timed out' : signal.aborted ? 'nobody waits for it' : codeOf(error));
      });

    onHeaders((name) => headerOf(answer, name));
    const { value, readable } = parse(answer.data);
    if (!isSuccess(answer.status)) throw refusal(vendor, what, answer, value);
    if (!readable) throw fail('the answer is not JSON');
    return value;
  };
}

function refusal(vendor: VendorError['vendor'], what: string, answer: AxiosResponse, body: unknown): VendorError {
  const wait = retryAfterMs(headerOf(answer, 'retry-after'), timeOf(answer));
  return new VendorError(`${what}: ${answer.status}`, {
    vendor,
    reached: 'answered',
    status: answer.status,
    ...(wait !== undefined && { retryAfterMs: wait }),
    body: maskedJson(body),
  });
}

/** The vendor's own time, for a header that names another: our clock may be wrong. */
function timeOf(answer: AxiosResponse): number {
  const time = Date.parse(headerOf(answer, 'date') ?? '');
  return Number.isNaN(time) ? Date.now() : time;
}

function headerOf(answer: AxiosResponse, name: string): string | undefined {
  const value: unknown = answer.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** The body as JSON; if it is not JSON, the beginning of the text. */
function parse(text: unknown): { value: unknown; readable: boolean } {
  if (typeof text !== 'string' || text.trim() === '') return { value: undefined, readable: true };
  try {
    return { value: JSON.parse(text) as unknown, readable: true };
  } catch {
    return { value: text.slice(0, maxTextLength), readable: false };
  }
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** The path, for errors and logs. A part that is neither an id nor a name of the vendor's is not shown. */
const pathOf = (url: string): string =>
  new URL(url).pathname
    .split('/')
    .map((part) => (/^[\w.-]*$/.test(part) ? part : '…'))
    .join('/');

/** Only the code, because the messages of network errors contain addresses. */
function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code ?? 'failed';
}

export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** The query string with its question mark; empty if there are no parameters. */
export const queryOf = (parameters: Record<string, string> = {}): string =>
  Object.keys(parameters).length > 0 ? `?${new URLSearchParams(parameters).toString()}` : '';
