import type { StoredMessage } from '../../../activities/ports';
import type { Instant } from '../../../activities/types';
import { createReadList, type OnSkipped } from '../http/readList';
import { createSunshineCall, type SunshineSettings } from './call';
import { createMessagePages } from './internal/messagePages';
import { createUserLists } from './internal/userLists';
import { createSunshineInspector } from './inspector';
import type { Template } from './templates';

/** What `audit` reads from Sunshine. It only reads. */
export interface SunshinePast {
  /**
   * The messages of a conversation that came since `from` and some that are older, oldest first; the newest 3,000 at most.
   * @throws VendorError
   */
  messagesSince(conversationId: string, from: Instant): Promise<StoredMessage[]>;
  /**
   * How WhatsApp knows a Sunshine user: phone numbers with their country codes, or business-scoped ids (`US.abc123`).
   * Personal data: not to be kept. None if there is no such user. @throws VendorError
   */
  externalIds(sunshineUserId: string): Promise<string[]>;
  /** The message templates of all the app's WhatsApp numbers, as Meta knows them now. @throws VendorError */
  templates(): Promise<Template[]>;
}

/** Of 100 messages each. */
const MOST_PAGES = 30;

/** @param onSkipped called for each list with items that cannot be read; the others are read */
export function createSunshinePast(settings: SunshineSettings, onSkipped?: OnSkipped): SunshinePast {
  const call = createSunshineCall(settings);
  const readList = createReadList('sunshine', onSkipped);
  const pagesOf = createMessagePages((path) => call('GET', 'v2', path), readList);
  const { whatsAppIds } = createUserLists(call, readList);
  return {
    messagesSince: (conversationId, from) =>
      pagesOf(conversationId, MOST_PAGES, (listed) => listed.some(({ at, receivedAt = at }) => receivedAt < from)),
    externalIds: whatsAppIds,
    async templates() {
      const inspector = createSunshineInspector(settings, Date.now);
      const found: Template[] = [];
      for (const id of await inspector.whatsAppIntegrations()) found.push(...(await inspector.templates(id)));
      return found;
    },
  };
}
