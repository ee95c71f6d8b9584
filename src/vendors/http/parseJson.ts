/** A body's value, wrapped because `null` is valid JSON too. */
export interface Json {
  value: unknown;
}

/**
 * The vendors' deepest bodies have about ten levels. Later steps are recursive, so deeper bodies would only cost time.
 */
const MOST_LEVELS = 64;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses a body as JSON; undefined if it is not UTF-8, not JSON or too deep. `__proto__` keys are left out, so that no
 * later copy of the object can take its prototype from a request.
 */
export function parseJson(rawBody: Buffer): Json | undefined {
  if (isTooDeep(rawBody)) return undefined;
  try {
    const text = utf8.decode(rawBody);
    const value = JSON.parse(text) as unknown;
    // As it is, or with letters as escapes (\u005f). A reviver would take ten times as long for every body.
    if (text.includes('__proto__') || text.includes('\\u00')) dropProto(value);
    return { value };
  } catch {
    return undefined;
  }
}

function dropProto(value: unknown): void {
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (Object.hasOwn(next, '__proto__')) Reflect.deleteProperty(next, '__proto__');
    for (const inner of Object.values(next)) if (typeof inner === 'object') left.push(inner);
  }
}

const [QUOTE, BACKSLASH, BRACKET, END_BRACKET, BRACE, END_BRACE] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

/** Counts open brackets outside of strings, byte by byte: in UTF-8, no other character contains these bytes. */
function isTooDeep(bytes: Buffer): boolean {
  let level = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (inText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (byte === BRACKET || byte === BRACE) {
      if (++level > MOST_LEVELS) return true;
    } else if (byte === END_BRACKET || byte === END_BRACE) level--;
  }
  return false;
}
