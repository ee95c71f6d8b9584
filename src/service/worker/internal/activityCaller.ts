import { Context } from '@temporalio/activity';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { SendOrder } from '../../../../activities/orders';
import type { Urgency, Urgent } from '../../../../activities/urgency';
import { asCaller } from '../../account/caller';
import type { WorkerActivities } from '../workers';

/** The part of an attempt's time that its requests may wait in line; the rest is for the requests themselves. */
const PATIENCE = 0.5;

/**
 * Says for whom an activity makes its requests to the vendors: how urgent they are, and how long they can wait in line.
 * A wait ends with its attempt, and so does what it has begun to read. A local activity holds up its run's signals, so
 * it does not wait to begin: where there is no room at once, the ordinary activity comes in its place.
 */
export const activityCaller: ActivityInterceptorsFactory = ({ info }) => ({
  inbound: {
    execute(input, next) {
      const urgency = urgencyOf(info.activityType as keyof WorkerActivities, input.args[0]);
      const patienceMs = info.startToCloseTimeoutMs * PATIENCE;
      const over = AbortSignal.timeout(info.startToCloseTimeoutMs);
      const signal = AbortSignal.any([Context.current().cancellationSignal, over]);
      return asCaller({ urgency, patienceMs, signal, onlyIfFree: info.isLocal }, () => next(input));
    },
  },
});

function urgencyOf(activity: keyof WorkerActivities, order: unknown): Urgency {
  switch (activity) {
    case 'readTruth':
    case 'updateTicket':
      return (order as Urgent).urgency ?? 'due';
    case 'sendMessage':
    case 'lookForMessage':
      return (order as SendOrder).requested ? 'requested' : 'due';
    case 'setPause':
      return 'requested';
    case 'readExport':
    case 'visitTickets':
    case 'nextInRound':
      return 'low';
    case 'storeOptOut':
    case 'askTurn':
    case 'returnTurns':
    case 'reportStop':
    case 'tellTickets':
    case 'tellLanes':
      return 'due';
  }
}
