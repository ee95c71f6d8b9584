import { masked } from './mask';

/** From the first quotation mark to the last: what a parser quotes may have more of them inside. */
const QUOTED = /(["`“«])[^]*["`”»]/;

/** An error's message without what it may quote of its input. */
const unquoted = (message: string): string => masked(message.replace(QUOTED, '$1…$1'));

/** The same error if its message quotes nothing, else one of the same name with what is left of message and stack. */
export function withoutQuotes(error: unknown): unknown {
  if (!(error instanceof Error) || 'failure' in error) return error;
  const message = unquoted(error.message);
  if (message === error.message) return error;
  const told = new Error(message);
  told.name = error.name;
  if (error.stack !== undefined) told.stack = stackWithout(error.stack, error.message, message);
  return told;
}

/** The lines of a stack that say where, after the message that is told. */
function stackWithout(stack: string, message: string, told: string): string {
  if (stack.includes(message)) return stack.replace(message, () => told);
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return [told, ...places].join('\n');
}
