import type { Check } from '../../check';
import type { Context } from '../context';
import { budget } from './budget';
import { callers } from './callers';
import { clock } from './clock';
import { configuration } from './configuration';
import { dataFolder } from './dataFolder';
import { holds } from './holds';
import { limits } from './limits';
import { macros } from './macros';
import { schedule } from './schedule';
import { sending } from './sending';
import { service } from './service';
import { setupThings } from './setupThings';
import { storage } from './storage';
import { sunshineAccess } from './sunshineAccess';
import { templates } from './templates';
import { sweep, temporal } from './temporal';
import { zendeskAccess } from './zendeskAccess';

/** All checks, in the order of the report. */
export const checksOf = (context: Context): Check[] =>
  [
    configuration,
    storage,
    dataFolder,
    service,
    clock,
    zendeskAccess,
    schedule,
    sunshineAccess,
    setupThings,
    macros,
    callers,
    templates,
    temporal,
    sweep,
    sending,
    holds,
    limits,
    budget,
  ].flatMap((checks) => checks(context));
