/** Plays all the stories in the same week and records what happens in each. */
import type { Customer, InternalNote, Received, Sandbox, TicketView } from '../sandbox';
import type { World } from '../simulation/world';
import { stateQuery, ticketWorkflowId } from '../workflows/messages';
import { detailsOf } from '../workflows/details';
import type { Beat, Story } from './story';
import { inOfficeTime, type Moment, type Week } from './week';

export const BEGINNING: Moment = 'Sat 10:00';
export const END: Moment = 'Wed 12:00';

/** How long (ms) to wait after an act before checking the ticket: Ventana reads a ticket at most every 10 s. */
const CHECK_AFTER_MS = 30_000;

/** A story and what happened in it. */
export interface Played {
  story: Story;
  ticket: SeenTicket;
  otherTicket?: SeenTicket;
  /** Every change of the tickets' status and fields, with the time at which it was seen, oldest first. */
  changes: { at: number; ticket: TicketView; before?: TicketView }[];
  /** Everything that the phone received by the end. */
  phone: Received[];
  /** What Ventana shows about the ticket in Temporal's UI, line by line, in the office's time zone. */
  words: string[];
}

/** A ticket at the end of its story. */
export interface SeenTicket extends TicketView {
  notes: InternalNote[];
}

interface Cast {
  story: Story;
  customer: Customer;
  /** The ticket of the story first, then the ticket of the answer if that is another one. */
  ticketIds: string[];
  changes: Played['changes'];
  ended?: Pick<Played, 'ticket' | 'otherTicket' | 'words'>;
}

/** @param onBeat called before each beat, with its story and the simulated time */
export async function play(
  { sandbox, time }: World,
  stories: Story[],
  week: Week,
  onBeat: (at: number, story: Story) => void,
): Promise<Played[]> {
  const casts = stories.map((story): Cast => {
    return { story, customer: sandbox.addCustomer(story.customer), ticketIds: [], changes: [] };
  });

  const account = sandbox.account;
  const wordsOf = async (ticketId: string): Promise<string[]> => {
    const run = time.client.workflow.getHandle(ticketWorkflowId(account, ticketId));
    const words = detailsOf(await run.query(stateQuery), '');
    return words.split('\n').map((line) => inOfficeTime(line.replace(/^- /, '').replaceAll('**', '')));
  };

  const moments = [...new Set(stories.flatMap(({ beats }) => beats.map(({ at }) => at)))];
  for (const moment of moments.sort((a, b) => week.at(a) - week.at(b))) {
    const at = week.at(moment);
    await time.advanceTo(at);
    const playing = casts.filter(({ story }) => story.beats.some((beat) => beat.at === moment));
    for (const cast of playing) {
      for (const beat of cast.story.beats.filter((it) => it.at === moment)) {
        onBeat(at, cast.story);
        act(sandbox, cast, beat);
      }
    }
    await time.advanceTo(at + CHECK_AFTER_MS);
    for (const cast of playing) {
      cast.ticketIds.forEach((id) => look(sandbox, cast, id, at));
      if (cast.story.beats.at(-1)?.at === moment) cast.ended = await ending(sandbox, cast, wordsOf);
    }
  }
  await time.advanceTo(week.at(END));
  return casts.map(({ story, customer, changes, ended }) => {
    if (!ended) throw new Error(`Story ${story.number} has no end`);
    return { story, changes, phone: sandbox.received(customer), ...ended };
  });
}

function act(sandbox: Sandbox, { customer, ticketIds }: Cast, beat: Beat): void {
  const [ticketId = ''] = ticketIds;
  if ('customerWrites' in beat) {
    const how = beat.webhooksLost ? { webhook: false as const } : {};
    const answered = sandbox.customerWrites(customer, beat.customerWrites, how).ticketId;
    if (!ticketIds.includes(answered)) ticketIds.push(answered);
  } else if ('customerTaps' in beat) {
    sandbox.customerTaps(customer, { payload: 'RESCUE', text: beat.customerTaps, as: 'message' });
  } else if ('customerMails' in beat) {
    ticketIds.push(sandbox.addTicket({ requester: customer, channel: 'email', subject: beat.customerMails }));
  } else if ('agentWrites' in beat) {
    sandbox.agentReplies(ticketId, beat.agentWrites);
  } else if ('agentSets' in beat) {
    sandbox.agentSets(ticketId, beat.agentSets);
  } else if ('agentApplies' in beat) {
    sandbox.agentAppliesMacro(ticketId, beat.agentApplies);
  }
}

function look(sandbox: Sandbox, { changes }: Cast, ticketId: string, at: number): void {
  const ticket = sandbox.ticket(ticketId);
  const before = changes.findLast((it) => it.ticket.id === ticketId)?.ticket;
  const shown = ({ status, window, closesAt }: TicketView): string => [status, window, closesAt].join();
  if (!before || shown(before) !== shown(ticket)) changes.push({ at, ticket, ...(before && { before }) });
}

async function ending(
  sandbox: Sandbox,
  { ticketIds }: Cast,
  wordsOf: (ticketId: string) => Promise<string[]>,
): Promise<NonNullable<Cast['ended']>> {
  const [ticketId = '', otherId] = ticketIds;
  const seen = (id: string): SeenTicket => ({
    ...sandbox.ticket(id),
    notes: sandbox.notes(id).filter(({ author }) => author === 'Ventana'),
  });
  return {
    ticket: seen(ticketId),
    ...(otherId !== undefined && { otherTicket: seen(otherId) }),
    words: await wordsOf(ticketId),
  };
}
