import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Check, ok, problem, warning } from '../../check';
import type { Context } from '../context';

/** What is stored, and where. */
export const storage = ({ config }: Context): Check[] => [
  {
    id: 'encryption',
    title: 'Encryption of what Temporal stores',
    run: () => {
      if (config.encryptionKeys.length > 0) return ok('on');
      const { address } = config.temporal;
      if (address === undefined || isHere(address)) return ok('off; Temporal is on this machine');
      return warning(
        `off: ${address} stores ids, times and outcomes in plain text`,
        'Set VENTANA_ENCRYPTION_KEYS to id:key, the key made by `openssl rand -base64 32`.',
      );
    },
  },
  ...(config.temporal.address === undefined
    ? [
        {
          id: 'data',
          title: 'Data folder',
          run: async () => {
            const folder = resolve(config.dataFolder);
            if (await mayWrite(folder)) return ok(`${config.dataFolder} is writable`);
            return problem(
              `${config.dataFolder} is not writable`,
              'Make it writable for the user that runs Ventana, or set VENTANA_DATA to another folder.',
            );
          },
        },
      ]
    : []),
];

const isHere = (address: string): boolean => /^(localhost|127\.|\[::1\])/.test(address);

/** For a folder that does not exist yet: whether it can be created. */
async function mayWrite(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing && dirname(folder) !== folder && mayWrite(dirname(folder));
  }
}
