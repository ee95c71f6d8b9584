/**
 * Loaded by the client, the worker and the workflow bundle when payloads are encrypted. No Node built-ins, as in
 * everything in that bundle.
 */
import { DefaultFailureConverter } from '@temporalio/common';

/**
 * Moves the messages and stacks of failures into a payload, so that the codec encrypts them. Otherwise they would be
 * stored as plain text.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
