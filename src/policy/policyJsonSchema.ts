import { z } from 'zod';
import { policySchema } from './policySchema';

/**
 * The policy file as JSON Schema, for editors. It accepts everything that `ventana policy check` accepts, and what it
 * rejects, `policy check` rejects too. Only `policy check` knows how keys depend on each other, which dates exist, and
 * how long a duration may be. Draft 7, because it is the newest that the YAML language server fully supports
 * (https://github.com/redhat-developer/yaml-language-server).
 */
export function policyJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(policySchema, { io: 'input', target: 'draft-7' });
  return { $schema, title: "Ventana's policy", ...schema };
}
