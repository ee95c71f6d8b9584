import { setTimeout as sleep } from 'node:timers/promises';
import { type ConnectionLike, isGrpcServiceError } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import {
  encodeSearchAttributeIndexedValueType as toServerType,
  type SearchAttributeKey,
  type SearchAttributeType,
} from '@temporalio/common/lib/search-attributes';
import { elapsed } from '../system/elapsed';

type Key = SearchAttributeKey<SearchAttributeType>;

/** Servers notice new attributes when they reload the namespace: every 10 s by default. */
const USABLE_TIMEOUT_MS = 60_000;
/**
 * gRPC codes (https://grpc.io/docs/guides/status-codes) from a cluster that does not let us use its operator API, such
 * as Temporal Cloud.
 */
const NOT_FOR_US = [5, 7, 12, 16];
const INVALID_ARGUMENT = 3;

/**
 * Makes sure that the namespace has these search attributes and that they are usable. Creates missing ones if that is
 * allowed.
 *
 * @throws {Error} when one has the wrong type, or is missing and cannot be created; the message has the commands for
 * the cluster's administrator
 */
export async function ensureSearchAttributes(
  connection: ConnectionLike,
  namespace: string,
  attributes: readonly Key[],
): Promise<void> {
  const { missing, wrong } = await findAttributeFaults(connection, namespace, attributes);
  if (wrong.length > 0) {
    const list = wrong.map((key) => `${key.name} (must be ${typeName(key)})`).join(', ');
    throw new Error(`Namespace ${namespace} has search attributes of the wrong type: ${list}. Use another namespace.`);
  }
  if (missing.length > 0) await create(connection, namespace, missing);
  const deadline = elapsed() + USABLE_TIMEOUT_MS;
  while (!(await areUsable(connection, namespace, attributes))) {
    if (elapsed() > deadline)
      throw new Error(`Namespace ${namespace}: the new search attributes did not become usable.`);
    await sleep(200);
  }
}

export interface AttributeFaults {
  missing: readonly Key[];
  /** Present, but with another type. */
  wrong: readonly Key[];
}

/** Which of these search attributes cannot be used, and why. Only reads. @throws as the SDK does */
export async function findAttributeFaults(
  connection: ConnectionLike,
  namespace: string,
  attributes: readonly Key[],
): Promise<AttributeFaults> {
  const existing = await listAttributes(connection, namespace, attributes);
  return {
    missing: attributes.filter(({ name }) => !existing.has(name)),
    wrong: attributes.filter(({ name, type }) => existing.has(name) && existing.get(name) !== toServerType(type)),
  };
}

/**
 * Maps each name to its type (the server's number). If we are not allowed to list them, a query for each attribute
 * shows whether it exists with the type that we need.
 */
async function listAttributes(connection: ConnectionLike, namespace: string, attributes: readonly Key[]) {
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    return new Map<string, number>(Object.entries(customAttributes));
  } catch (error) {
    if (!isGrpcServiceError(error) || !NOT_FOR_US.includes(Number(error.code))) throw error;
    const found = new Map<string, number>();
    for (const key of attributes) {
      if (await areUsable(connection, namespace, [key])) found.set(key.name, toServerType(key.type) ?? 0);
    }
    return found;
  }
}

async function create(connection: ConnectionLike, namespace: string, missing: readonly Key[]): Promise<void> {
  const searchAttributes = Object.fromEntries(missing.map(({ name, type }) => [name, toServerType(type) ?? 0]));
  try {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (error) {
    // Another process created them first.
    if (await areUsable(connection, namespace, missing)) return;
    throw new Error(howToCreate(namespace, missing), { cause: error });
  }
}

function howToCreate(namespace: string, missing: readonly Key[]): string {
  const commands = missing.map(
    (key) =>
      `  temporal operator search-attribute create --namespace ${namespace} --name ${key.name} --type ${typeName(key)}`,
  );
  const cloud = missing.map((key) => `"${key.name}=${typeName(key)}"`).join(' --search-attribute ');
  return [
    `Namespace ${namespace} is missing search attributes, and this process is not allowed to create them. Ask an administrator to run:`,
    ...commands,
    `On Temporal Cloud:`,
    `  tcld namespace search-attributes add --namespace ${namespace} --search-attribute ${cloud}`,
  ].join('\n');
}

/** The frontend refuses a query that names an attribute it does not know, or whose type does not match the value. */
async function areUsable(connection: ConnectionLike, namespace: string, attributes: readonly Key[]): Promise<boolean> {
  const query = attributes.map(({ name, type }) => `${name} = ${SAMPLE[type]}`).join(' and ');
  try {
    await connection.workflowService.countWorkflowExecutions({ namespace, query });
    return true;
  } catch (error) {
    if (isGrpcServiceError(error) && Number(error.code) === INVALID_ARGUMENT) return false;
    throw error;
  }
}

const SAMPLE: Record<SearchAttributeType, string> = {
  TEXT: "'x'",
  KEYWORD: "'x'",
  INT: '0',
  DOUBLE: '0.5',
  BOOL: 'true',
  DATETIME: "'2026-01-01T00:00:00Z'",
  KEYWORD_LIST: "'x'",
};

/** As the Temporal CLI writes it: `Keyword`. */
export const typeName = ({ type }: Key): string => TypedSearchAttributes.toMetadataType(type);
