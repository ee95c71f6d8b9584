import { describe, expect, it } from 'vitest';
import { concluding } from '../../src/operator/cli/commands/status';
import { type Status, statusOf } from '../../src/operator/status/internal/status';

const unwatched = statusOf('13', 'https://acme.zendesk.com/agent/tickets/13', undefined);
const watched: Status = { ...unwatched, ticket: '12', run: 'open' };

describe('ventana status', () => {
  it('Q6 is no success when one of the tickets is not watched, and names it', () => {
    expect(concluding([watched, unwatched])).toEqual({
      result: { tickets: [watched, unwatched] },
      warning: 'Not watched by Ventana: 13.',
      exitCode: 1,
    });
  });

  it('Q6 is a success when all are, or were, and one ticket is one document', () => {
    expect(concluding([{ ...watched, run: 'closed' }])).toMatchObject({ result: { ticket: '12' }, exitCode: 0 });
  });
});
