/**
 * Tells each activity by which rules the workflow's code decides, in a header that Temporal keeps beside its input. A
 * failure says to older code only what that understands: while a release is replaced by the next, such code carries out
 * workflow tasks whose activities run elsewhere, and newer code replays what it decided. Like the header of the trace, it
 * issues no command.
 */
import type { WorkflowInterceptors } from '@temporalio/workflow';
import { defaultPayloadConverter } from '@temporalio/common';
import { RULES } from './core/rules';

/** Since 11; activities read it (`src/service/worker/internal/activityFailures.ts`). */
const ASKER = 'ventana-rules';

export function interceptors(): WorkflowInterceptors {
  const asker = { [ASKER]: defaultPayloadConverter.toPayload(RULES) };
  return {
    outbound: [
      {
        scheduleActivity: (input, next) => next({ ...input, headers: { ...input.headers, ...asker } }),
        scheduleLocalActivity: (input, next) => next({ ...input, headers: { ...input.headers, ...asker } }),
      },
    ],
  };
}
