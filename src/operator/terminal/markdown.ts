import type { Colors } from 'picocolors/types';

/** The little markdown that our words for Temporal's UI use, for a terminal: `**bold**` and `[text](url)`. */
export const forTerminal = (markdown: string, paint: Colors): string =>
  markdown
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_whole, text: string, url: string) => `${text} (${url})`)
    .replace(/\*\*(.+?)\*\*/g, (_whole, text: string) => paint.bold(text))
    .replace(/`([^`]+)`/g, (_whole, text: string) => paint.cyan(text));
