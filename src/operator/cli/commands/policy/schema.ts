import { defineCommand } from '../../command';
import { exitCodes } from '../../../terminal/exitCodes';

/** `ventana policy schema`: prints the JSON Schema of the policy file, with or without `--json`. */
export const schema = defineCommand({
  command: 'schema',
  describe: 'Print the JSON Schema that editors use to complete and check the file',
  examples: [
    [
      'policy schema > policy.schema.json',
      'Then add as the first line of the policy: # yaml-language-server: $schema=policy.schema.json',
    ],
  ],
  options: (yargs) => yargs,
  async run(_options, { output }) {
    const { policyJsonSchema } = await import('../../../../policy/policyJsonSchema.js');
    const document = policyJsonSchema();
    output.print(JSON.stringify(document, null, 2));
    output.result(document);
    return exitCodes.ok;
  },
});
