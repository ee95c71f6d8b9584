/** Something that a conversation has to do. */
import type { Instant } from '../../activities/types';
import type { Decision } from './conversation';

export type PlanName =
  | 'read'
  | 'optOut'
  | 'turn'
  | 'returnTurn'
  | 'switch'
  | 'send'
  | 'update'
  | 'display'
  | 'warning'
  | 'followUp'
  | 'reopening'
  | 'rescue'
  | 'solve'
  | 'end';

export interface Plan {
  name: PlanName;
  /** When the workflow has to act. */
  at: Instant;
  /** When the thing itself happens, if it is prepared ahead of time. */
  due?: Instant;
  act: () => Decision;
}
