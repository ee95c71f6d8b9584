import type { Basis } from './basis';
import { kinds, type Wanted } from '../../vendors/admin/resources';
import { wantedFields } from './wantedFields';
import { wantedTools } from './wantedTools';
import { wantedTriggers } from './wantedTriggers';
import { wantedWebhooks } from './wantedWebhooks';

/** Everything that the account needs for the policy to work, in the order in which it is made. Pure. */
export const wanted = (basis: Basis): Wanted[] =>
  [...wantedFields(basis), ...wantedWebhooks(basis), ...wantedTriggers(basis), ...wantedTools(basis)].sort(
    (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind),
  );
