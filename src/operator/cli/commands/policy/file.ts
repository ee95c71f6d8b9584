import type { Argv } from 'yargs';
import type { CommonOptions } from '../../command';

/** The argument FILE, common to the policy commands. */
export const withFile = (yargs: Argv<CommonOptions>): Argv<CommonOptions & { file: string | undefined }> =>
  yargs.positional('file', { type: 'string', describe: 'The policy file [default: VENTANA_POLICY, or ventana.yaml]' });
