/** The account's open runs, by the search attributes that they write anyway: no run is asked. */
import type { Client } from '@temporalio/client';
import type { Instant } from '../../activities/types';
import { searchAttributes } from '../../workflows/messages';
import { openTickets } from './internal/openTickets';

/** As of the run's last upsert; visibility lags by seconds. */
export interface OpenRun {
  ticketId: string;
  /** As in Temporal's UI. Empty: not known. */
  stage: string;
  closesAt?: Instant;
  /** What has failed and waits for a person. */
  failed?: string;
}

/** The server's own most. */
const PAGE = 1_000;

const { ticketId: ticketKey, stage: stageKey, windowClosesAt: closesKey, failed: failedKey } = searchAttributes;

const openIn = (account: string, condition: string): string => [...openTickets(account), condition].join(' and ');

/** @throws as the SDK does */
export const countOpenRuns = async (client: Client, account: string, condition: string): Promise<number> =>
  (await client.workflow.count(openIn(account, condition))).count;

/**
 * In no order: databases behind Temporal do not sort by our attributes. The SDK's own list decodes the whole of each
 * run, which takes most of the time.
 * @param most what is beyond that is left out
 * @throws as the SDK does
 */
export async function listOpenRuns(
  client: Client,
  account: string,
  condition: string,
  most: number,
): Promise<OpenRun[]> {
  const { namespace } = client.options;
  const found: OpenRun[] = [];
  let nextPageToken: Uint8Array | undefined;
  do {
    const answer = await client.workflowService.listWorkflowExecutions({
      ...{ namespace, query: openIn(account, condition), pageSize: Math.min(PAGE, most - found.length) },
      ...(nextPageToken && { nextPageToken }),
    });
    for (const { searchAttributes: attributes } of answer.executions) {
      const run = runIn(attributes?.indexedFields ?? {});
      if (run) found.push(run);
    }
    nextPageToken = answer.nextPageToken.length > 0 ? answer.nextPageToken : undefined;
  } while (nextPageToken && found.length < most);
  return found;
}

type Fields = Record<string, { data?: Uint8Array | null }>;

function runIn(fields: Fields): OpenRun | undefined {
  const ticketId = textOf(fields, ticketKey.name);
  if (ticketId === undefined) return undefined;
  const closesAt = Date.parse(textOf(fields, closesKey.name) ?? '');
  const failed = textOf(fields, failedKey.name);
  return {
    ticketId,
    stage: textOf(fields, stageKey.name) ?? '',
    ...(!Number.isNaN(closesAt) && { closesAt }),
    ...(failed !== undefined && { failed }),
  };
}

/** Search attributes are JSON, and never encrypted. */
function textOf(fields: Fields, name: string): string | undefined {
  const data = fields[name]?.data;
  if (!data) return undefined;
  const value: unknown = JSON.parse(Buffer.from(data).toString());
  return typeof value === 'string' ? value : undefined;
}
