import type { WorkflowHandle } from '@temporalio/client';
import type { SingleEvent, TicketEvent } from '../../workflows/core/events';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

interface Payload {
  data?: Uint8Array | null;
}

const jsonOf = (payload: Payload | null | undefined): unknown => {
  const text = Buffer.from(payload?.data ?? []).toString();
  return text === '' ? undefined : (JSON.parse(text) as unknown);
};

/** What a history says of a run's way to the outside, in its order. */
export interface HistoryEvents {
  activities: string[];
  /** The local ones, by the markers that they leave. */
  local: string[];
  /** How many patches it has marked. */
  patches: number;
  /** The `type` of each signal's event. */
  signals: string[];
  /** Of a ticket: the events of all signals, one by one. */
  hints: SingleEvent[];
  /** Each upsert of search attributes. */
  attributes: Record<string, unknown>[];
  /** The answers to reads, of both kinds. */
  told: { unchanged?: boolean; leftOut?: object }[];
}

/** Reads them from a history whose payloads are not encrypted. */
export function eventsOf({ events }: History): HistoryEvents {
  const found: HistoryEvents = {
    activities: [],
    local: [],
    patches: 0,
    signals: [],
    hints: [],
    attributes: [],
    told: [],
  };
  const nameOf = new Map<string, string>();
  for (const event of events ?? []) {
    const scheduled = event.activityTaskScheduledEventAttributes;
    const completed = event.activityTaskCompletedEventAttributes;
    const marker = event.markerRecordedEventAttributes;
    const signal = event.workflowExecutionSignaledEventAttributes;
    const upsert = event.upsertWorkflowSearchAttributesEventAttributes;
    if (scheduled) {
      const name = scheduled.activityType?.name ?? '';
      nameOf.set(String(event.eventId), name);
      found.activities.push(name);
    }
    if (completed && nameOf.get(String(completed.scheduledEventId)) === 'readTruth')
      found.told.push(jsonOf(completed.result?.payloads?.[0]) as object);
    if (marker?.markerName === 'core_patch') found.patches += 1;
    if (marker?.markerName === 'core_local_activity') {
      const { activity_type: name } = jsonOf(marker.details?.['data']?.payloads?.[0]) as { activity_type: string };
      found.local.push(name);
      if (name === 'readTruth') found.told.push(jsonOf(marker.details?.['result']?.payloads?.[0]) as object);
    }
    if (signal) {
      const told = jsonOf(signal.input?.payloads?.[0]) as TicketEvent;
      found.signals.push(told.type);
      found.hints.push(...(told.type === 'several' ? told.events : [told]));
    }
    if (upsert)
      found.attributes.push(
        Object.fromEntries(
          Object.entries(upsert.searchAttributes?.indexedFields ?? {}).map(([name, it]) => [name, jsonOf(it)]),
        ),
      );
  }
  return found;
}
