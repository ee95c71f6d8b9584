/**
 * `npm run capacity -- --tickets 2000 --messages 8 --days 9 --outreach 0.3`: calculates what an account needs and
 * costs.
 */
import { parseArgs } from 'node:util';
import { tableOf } from './table';

const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '1000' },
    messages: { type: 'string', default: '6' },
    days: { type: 'string', default: '9' },
    outreach: { type: 'string', default: '0.3' },
  },
});
const [ticketsPerDay = 0, messagesPerTicket = 0, daysOpen = 0, outreach = 0] = [
  values.tickets,
  values.messages,
  values.days,
  values.outreach,
].map(Number);
if (![ticketsPerDay, messagesPerTicket, daysOpen].every((value) => value > 0) || !(outreach >= 0 && outreach <= 1)) {
  throw new Error('--tickets, --messages and --days are numbers above 0, --outreach one from 0 to 1.');
}
process.stdout.write(`${tableOf([{ ticketsPerDay, messagesPerTicket, daysOpen, outreach }])}\n`);
