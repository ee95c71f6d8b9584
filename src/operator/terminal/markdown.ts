import type { Colors } from 'picocolors/types';

/**
 * Converts the little markdown that our texts for Temporal's UI use to terminal output: `**bold**` and `[text](url)`.
 */
export const forTerminal = (markdown: string, paint: Colors): string =>
  markdown
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_whole, text: string, url: string) => `${text} (${url})`)
    .replace(/\*\*(.+?)\*\*/g, (_whole, text: string) => paint.bold(text))
    .replace(/`([^`]+)`/g, (_whole, text: string) => paint.cyan(text));
