import { resolve } from 'node:path';
import type { DataConverter } from '@temporalio/common';
import type { Config } from '../config/config';
import { createCodec } from './internal/codec';

/** Without an extension, because it is JavaScript after the build. */
export const FAILURE_CONVERTER = resolve(__dirname, '../../workflows/failureConverter');

/**
 * How values become what Temporal stores. Every Client and Worker must use the same converter, or they cannot read each
 * other's data. With keys, payloads and the messages and stacks of failures are encrypted. Without keys, this is
 * Temporal's own converter.
 *
 * A workflow bundle built ahead of the worker must be built with the same `failureConverterPath`.
 */
export function dataConverterOf({ encryptionKeys: [first, ...others] }: Pick<Config, 'encryptionKeys'>): DataConverter {
  if (!first) return {};
  return {
    payloadCodecs: [createCodec([first, ...others])],
    failureConverterPath: FAILURE_CONVERTER,
  };
}
