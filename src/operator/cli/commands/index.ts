import type { Command } from '../command';
import { audit } from './audit';
import { demo } from './demo';
import { doctor } from './doctor';
import { ledger } from './ledger';
import { pause } from './pause';
import { policy } from './policy';
import { rates } from './rates';
import { report } from './report';
import { resume } from './resume';
import { server, start, worker } from './service';
import { setup } from './setup';
import { status } from './status';
import { sweep } from './sweep';

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [
  demo,
  audit,
  report,
  setup,
  doctor,
  start,
  server,
  worker,
  status,
  sweep,
  pause,
  resume,
  policy,
  rates,
  ledger,
];
