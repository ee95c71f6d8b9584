import { say } from '../../../../language/say';
import { isLocal } from '../../../../system/isLocal';
import { type Check, ok, warning } from '../../check';
import type { Context } from '../context';

/** What is stored readably. */
export const storage = ({ config }: Context): Check[] => [
  {
    id: 'encryption',
    title: say('Encryption of what Temporal stores'),
    run: () => {
      if (config.encryptionKeys.length > 0) return ok(say('on, with the keys that are configured here'));
      const { address } = config.temporal;
      if (address === undefined || isHere(address)) return ok(say('off; Temporal is on this machine'));
      return warning(
        say('off: {address} stores ids, times and outcomes in plain text', { address }),
        say('Set VENTANA_ENCRYPTION_KEYS to id:key, the key made by `openssl rand -base64 32`.'),
      );
    },
  },
];

const isHere = (address: string): boolean => isLocal(address.replace(/:\d+$/, ''));
