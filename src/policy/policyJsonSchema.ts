import { z } from 'zod';
import { policySchema } from './policySchema';

/**
 * The policy file as JSON Schema, for editors. What one key means for another, days that no calendar has, and how long a duration may
 * be are the business of `ventana policy check` alone: what it accepts the schema accepts, and what the schema refuses it refuses.
 * Draft 7: the newest that the YAML language server knows in full (https://github.com/redhat-developer/yaml-language-server).
 */
export function policyJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(policySchema, { io: 'input', target: 'draft-7' });
  return { $schema, title: "Ventana's policy", ...schema };
}
