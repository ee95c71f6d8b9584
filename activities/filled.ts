import { own } from '../workflows/core/own';
import type { TemplateValues } from './policy';

/** A template's text with its values in the places of its variables. A variable without a value stays as it is. */
export const filled = (text: string, values: TemplateValues): string =>
  text.replace(/\{\{\s*(\w+)\s*\}\}/g, (variable, name: string) => valueOf(values, name) ?? variable);

const valueOf = (values: TemplateValues, name: string): string | undefined =>
  Array.isArray(values) ? values[Number(name) - 1] : own(values, name);
