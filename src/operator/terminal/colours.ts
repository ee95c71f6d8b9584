import type { Environment } from '../../config/environment';

/**
 * Whether to use colours on a stream: only on a terminal, unless NO_COLOR (https://no-color.org) or FORCE_COLOR says
 * otherwise.
 */
export function wantsColours(stream: { isTTY?: boolean }, environment: Environment = process.env): boolean {
  const { NO_COLOR: none, FORCE_COLOR: forced, TERM: terminal } = environment;
  if (none) return false;
  if (forced) return forced !== '0' && forced !== 'false';
  return stream.isTTY === true && terminal !== 'dumb';
}
