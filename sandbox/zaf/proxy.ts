/**
 * Zendesk's proxy for apps: a request of the page with `secure: true` leaves from Zendesk, which fills in the settings
 * and the token; the page sees neither. What is not documented is played the harder way: no claim but the page's own and
 * `exp`.
 */
import { createHmac } from 'node:crypto';

/** What the page gives to `client.request`. */
export interface AppRequest {
  url: string;
  type?: string | undefined;
  headers?: Record<string, string> | undefined;
  contentType?: string | undefined;
  data?: string | undefined;
  secure?: boolean | undefined;
  jwt?:
    | {
        algorithm: string;
        secret_key: string;
        /** In seconds. */
        expiry?: number | undefined;
        claims?: Record<string, unknown> | undefined;
      }
    | undefined;
}

export interface AppAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The placeholders that Zendesk fills in: `{{setting.shared_secret}}`. */
const SETTING = /\{\{\s*setting\.(\w+)\s*\}\}/g;
const DEFAULT_EXPIRY_S = 60;

/**
 * @param settings of the installation
 * @param now epoch ms
 */
export async function throughProxy(
  { url, type = 'GET', headers = {}, contentType, data, secure = false, jwt }: AppRequest,
  settings: Record<string, string>,
  now: number,
): Promise<AppAnswer> {
  const withSettings = (text: string): string =>
    secure ? text.replace(SETTING, (whole, name: string) => settings[name] ?? whole) : text;
  const token = secure && jwt ? sign(jwt, withSettings, now) : undefined;
  const filled = (text: string): string => withSettings(text).replace(/\{\{\s*jwt\.token\s*\}\}/g, (it) => token ?? it);
  const sent = Object.entries(headers).map(([name, value]) => [name, filled(value)] as const);
  const answer = await fetch(filled(url), {
    method: type,
    headers: { ...Object.fromEntries(sent), ...(contentType !== undefined && { 'content-type': contentType }) },
    ...(data !== undefined && type !== 'GET' && { body: filled(data) }),
    redirect: 'manual',
  });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
}

function sign(
  { algorithm, secret_key: key, expiry = DEFAULT_EXPIRY_S, claims = {} }: NonNullable<AppRequest['jwt']>,
  withSettings: (text: string) => string,
  now: number,
): string | undefined {
  if (algorithm !== 'HS256') return undefined;
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(now / 1000) + expiry;
  const content = `${part({ typ: 'JWT', alg: 'HS256' })}.${part({ ...claims, exp })}`;
  return `${content}.${createHmac('sha256', withSettings(key)).update(content).digest('base64url')}`;
}
