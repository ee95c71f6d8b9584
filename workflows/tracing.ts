/**
 * Hands the trace of the last signal on to the activities, as a header that Temporal keeps beside their input: so one trace goes from
 * the webhook to the message. Bundled always, whether or not anybody traces: it only copies what is there, issues no command and waits
 * for nothing, so a history replays with it and without it. OpenTelemetry itself stays out of the workflow code: it would cost memory
 * for each cached run, and its own workflow interceptors come in two versions that do not replay each other's histories.
 */
import type { Headers, WorkflowInterceptors } from '@temporalio/workflow';

/** `TRACE_HEADER` of @temporalio/interceptors-opentelemetry, which the client writes and the activities read. */
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
        continueAsNew: (input, next) => next({ ...input, headers: { ...trace, ...input.headers } }),
      },
    ],
  };
}
