/** Loaded by client, worker and the workflows' bundle when payloads are encrypted; no Node built-ins, like all that is replayed. */
import { DefaultFailureConverter } from '@temporalio/common';

/** Moves messages and stacks of failures into a payload, which the codec encrypts; else they would be stored as plain text. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
