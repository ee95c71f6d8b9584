import type { StoredMessage } from '../../../activities/ports';
import type { Instant } from '../../../activities/types';
import { createReadList, type OnSkipped } from '../http/readList';
import { createSunshineCall, type SunshineSettings } from './call';
import { createMessagePages } from './internal/messagePages';

/** What `audit` reads from Sunshine. It only reads. */
export interface SunshinePast {
  /**
   * The messages of a conversation since `from` and some that are older, oldest first; the newest 3,000 at most.
   * @throws VendorError
   */
  messagesSince(conversationId: string, from: Instant): Promise<StoredMessage[]>;
}

/** Of 100 messages each. */
const MOST_PAGES = 30;

/** @param onSkipped called for each list with items that cannot be read; the others are read */
export function createSunshinePast(settings: SunshineSettings, onSkipped?: OnSkipped): SunshinePast {
  const call = createSunshineCall(settings);
  const pagesOf = createMessagePages((path) => call('GET', 'v2', path), createReadList('sunshine', onSkipped));
  return {
    messagesSince: (conversationId, from) =>
      pagesOf(conversationId, MOST_PAGES, (listed) => listed.some(({ at }) => at < from)),
  };
}
