/** What a body says, wrapped because `null` is JSON too. */
export interface Json {
  value: unknown;
}

/**
 * A body as JSON; undefined when it is not UTF-8 or not JSON. `__proto__` keys are left out, so that no later copy of the object
 * can take its prototype from a request.
 */
export function parseJson(rawBody: Buffer): Json | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(rawBody);
    return { value: JSON.parse(text, withoutProto) as unknown };
  } catch {
    return undefined;
  }
}

const withoutProto = (key: string, value: unknown): unknown => (key === '__proto__' ? undefined : value);
