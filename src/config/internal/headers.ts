/**
 * Parses headers in OpenTelemetry's format, `name=value,name=value`, with `%` escapes in the values. Returns undefined
 * for anything else.
 */
export function parseHeaders(text: string): Record<string, string> | undefined {
  const pairs = text.split(',').map((part) => /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(part));
  try {
    const entries = pairs.map((pair) => [pair?.[1], decodeURIComponent(pair?.[2] ?? '')] as const);
    const named = entries.filter((entry): entry is readonly [string, string] => entry[0] !== undefined);
    return named.length === pairs.length ? Object.fromEntries(named) : undefined;
  } catch {
    return undefined;
  }
}
