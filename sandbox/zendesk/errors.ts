import { Refused } from '../http/reply';

export const notFound = (): Refused => new Refused(404, { error: 'RecordNotFound', description: 'Not found' });

export const invalid = (field: string, description: string): Refused =>
  new Refused(422, {
    error: 'RecordInvalid',
    description: 'Record validation errors',
    details: { [field]: [{ description }] },
  });

/** Two updates of a ticket at the same moment (github.com/zendesk/zendesk_api_client_php, issue 314). */
export const collision = (): Refused =>
  new Refused(409, { error: 'DatabaseConflict', description: 'Database collision' });

export const conflict = (): Refused =>
  new Refused(409, {
    error: 'UpdateConflict',
    description:
      'Safe Update prevented the update due to outdated ticket data. Please fetch the latest ticket data and try again.',
  });
