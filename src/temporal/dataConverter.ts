import { resolve } from 'node:path';
import type { DataConverter } from '@temporalio/common';
import type { Config } from '../config/config';
import { createCodec } from './internal/codec';

/** Without an extension: it is JavaScript when built. */
export const FAILURE_CONVERTER = resolve(__dirname, '../../workflows/failureConverter');

/**
 * How values become what Temporal stores: for every Client and Worker, or they do not understand each other. With keys, payloads,
 * failures' messages and their stacks are encrypted; without, this is Temporal's own converter.
 *
 * A workflow bundle made ahead of the worker must be made with the same `failureConverterPath`.
 */
export function dataConverterOf({ encryptionKeys: [first, ...others] }: Pick<Config, 'encryptionKeys'>): DataConverter {
  if (!first) return {};
  return {
    payloadCodecs: [createCodec([first, ...others])],
    failureConverterPath: FAILURE_CONVERTER,
  };
}
