/**
 * Passes the trace of the last signal to the activities, in a header that Temporal keeps beside their input. So one
 * trace runs from the webhook to the message.
 * Always in the bundle, whether or not tracing is on: it only copies what is there, issues no command and waits for
 * nothing, so a history replays with it and without it. OpenTelemetry itself stays out of the workflow code: it would
 * cost memory for each cached run, and its own workflow interceptors come in two versions that cannot replay each
 * other's histories.
 */
import type { Headers, WorkflowInterceptors } from '@temporalio/workflow';

/** `TRACE_HEADER` of @temporalio/interceptors-opentelemetry: the client writes it and the activities read it. */
const TRACE_HEADER = '_tracer-data';

export function interceptors(): WorkflowInterceptors {
  let trace: Headers = {};
  const hear = (headers: Headers): void => {
    const heard = headers[TRACE_HEADER];
    if (heard) trace = { [TRACE_HEADER]: heard };
  };
  return {
    inbound: [
      {
        execute(input, next) {
          hear(input.headers);
          return next(input);
        },
        handleSignal(input, next) {
          hear(input.headers);
          return next(input);
        },
      },
    ],
    outbound: [
      {
        scheduleActivity: (input, next) => next({ ...input, headers: { ...trace, ...input.headers } }),
        // Temporal does not keep these: a local activity leaves only its result.
        scheduleLocalActivity: (input, next) => next({ ...input, headers: { ...trace, ...input.headers } }),
        continueAsNew: (input, next) => next({ ...input, headers: { ...trace, ...input.headers } }),
      },
    ],
  };
}
