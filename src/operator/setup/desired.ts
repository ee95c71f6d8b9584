import type { Basis } from './internal/basis';
import { kinds, type Desired } from '../../vendors/admin/resources';
import { desiredFields } from './internal/desiredFields';
import { desiredTools } from './internal/desiredTools';
import { desiredTriggers } from './internal/desiredTriggers';
import { desiredWebhooks } from './desiredWebhooks';

/** Everything that the account needs for the policy to work, in the order in which it is created. Pure. */
export const desired = (basis: Basis): Desired[] =>
  [...desiredFields(basis), ...desiredWebhooks(basis), ...desiredTriggers(basis), ...desiredTools(basis)].sort(
    (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind),
  );
