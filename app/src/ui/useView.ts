import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, Problem } from '../service';
import { watch, type Watcher } from '../watch';
import type { ZafClient } from '../zaf';

export interface Known<View> {
  view?: View;
  /** When the view came, by `performance.now`. */
  at: number;
  /** Why the newest answer brought none. */
  problem?: Problem;
}

interface Watched<View> {
  /** The same function as long as it asks for the same. */
  ask: () => Promise<Answer<View>>;
  following?: boolean;
  /** A page for leads, in the navigation bar. */
  page?: 'board' | 'report';
}

/** What was heard last; `soon` asks again, as soon as the pace allows. */
export function useView<View>(
  client: ZafClient,
  { ask, following = false, page }: Watched<View>,
): Known<View> & { soon: () => void } {
  const [known, setKnown] = useState<Known<View>>({ at: 0 });
  const watcher = useRef<Watcher>(undefined);
  const isFollowing = useRef(following);
  const presence = useRef({ visible: isShown(), touched: performance.now() });

  useEffect(() => {
    isFollowing.current = following;
    watcher.current?.changed();
  }, [following]);

  useEffect(() => {
    const board = page !== undefined;
    const heard = (answer: Answer<View>): void => setKnown((before) => after(before, answer));
    const started = watch(ask, heard, () => ({
      ...{ visible: presence.current.visible, following: isFollowing.current },
      ...{ board: page === 'board', report: page === 'report' },
      idleMs: performance.now() - presence.current.touched,
    }));
    watcher.current = started;
    const forget = listen(client, presence.current, started, board);
    return () => {
      started.stop();
      forget();
    };
  }, [client, ask, page]);

  const soon = useCallback(() => watcher.current?.soon(), []);
  return { ...known, soon };
}

/** Zendesk loads the page of its navigation bar before anybody opens it: without a size. */
const isShown = (): boolean => document.visibilityState === 'visible' && window.innerWidth > 0;

const after = <View>(before: Known<View>, answer: Answer<View>): Known<View> =>
  'view' in answer ? { view: answer.view, at: performance.now() } : { ...before, problem: answer.problem };

/** Zendesk keeps the pages of all open tickets loaded and tells each when it is shown. */
function listen(
  client: ZafClient,
  presence: { visible: boolean; touched: number },
  watcher: Watcher,
  board: boolean,
): () => void {
  const shown = (visible: boolean) => (): void => {
    const appears = visible && !presence.visible;
    presence.visible = visible;
    presence.touched = performance.now();
    if (appears) watcher.soon();
    else watcher.changed();
  };
  const touched = (): void => {
    presence.touched = performance.now();
    watcher.changed();
  };
  const visibility = (): void => shown(isShown())();
  const size = (): void => {
    if (isShown() !== presence.visible) visibility();
  };
  client.on('app.activated', () => shown(!board || isShown())());
  client.on('pane.activated', shown(true));
  for (const event of ['app.deactivated', 'pane.deactivated']) client.on(event, shown(false));
  for (const event of ['ticket.status.changed', 'ticket.conversation.changed', 'ticket.requester.id.changed'])
    client.on(event, () => watcher.soon());
  document.addEventListener('visibilitychange', visibility);
  if (board) window.addEventListener('resize', size);
  const touches = ['pointerdown', 'pointermove', 'keydown'];
  for (const event of touches) document.addEventListener(event, touched, { passive: true });
  return () => {
    document.removeEventListener('visibilitychange', visibility);
    window.removeEventListener('resize', size);
    for (const event of touches) document.removeEventListener(event, touched);
  };
}
