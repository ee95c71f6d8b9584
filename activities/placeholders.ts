/** What the placeholders of the policy stand for: the same in a message that is sent and in the app's preview of it. */
import { firstName, personName } from './personName';
import { foreignValue } from './values';

type Looked = string | undefined | Promise<string | undefined>;

/** Where the values come from, as others have written them. Functions: read only where a value needs it. */
export interface Sources {
  ticketId: string;
  subject: string;
  requesterName: string;
  assigneeName: () => Looked;
  /** In words: the office's next opening. */
  opensAt: () => Looked;
  officeName: () => Looked;
}

/** The value as WhatsApp accepts it; undefined if there is nothing to see in it. */
export async function placeholderValue(name: string, sources: Sources): Promise<string | undefined> {
  switch (name) {
    case 'requester.name':
      return personName(sources.requesterName);
    case 'requester.firstName':
      return firstName(sources.requesterName);
    case 'ticket.id':
      return sources.ticketId;
    case 'ticket.subject':
      return visible(sources.subject);
    case 'agent.name':
      return visible(await sources.assigneeName());
    case 'office.opensAt':
      return visible(await sources.opensAt());
    case 'office.name':
      return visible(await sources.officeName());
    default:
      return undefined;
  }
}

const visible = (text: string | undefined): string | undefined => foreignValue(text ?? '') || undefined;
