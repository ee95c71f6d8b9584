import { Button } from '@zendeskgarden/react-buttons';
import { Title } from '@zendeskgarden/react-notifications';
import type { ReactNode } from 'react';
import styled from 'styled-components';
import type { TicketView } from '../../../src/service/app/view';
import { Compact } from './parts';
import { useNow, useVoice } from './voice';

/** What holds for the whole ticket or account, and is not usual. */
export function Notices({ view, open }: { view: TicketView; open: (name: string) => void }) {
  const { words, times } = useVoice();
  const now = useNow();
  const say = words.notices;
  const { silenced, optedOut, held } = view;
  const at = (time: string): string => times.at(Date.parse(time), now);
  return (
    <>
      {optedOut && (
        <Notice type="error" title={say.optedOut}>
          {say.optedOutText}
        </Notice>
      )}
      {held && (
        <Notice type="warning" title={say.held(held.count)}>
          {held.wanted ? say.heldWanted(held.count, at(held.expiresAt)) : say.heldText(held.count, at(held.expiresAt))}
        </Notice>
      )}
      <AccountNotices account={view.account} quiet={!silenced} />
      {silenced && (
        <Notice type="info" title={say.silenced}>
          {silenced.since === null ? say.silencedText : say.silencedSince(at(silenced.since))}
          <div>
            <Button size="small" isLink id="action-unsilence" onClick={() => open('unsilence')}>
              {say.lift}
            </Button>
          </div>
        </Notice>
      )}
    </>
  );
}

/** What holds for the whole account. @param quiet whether quiet hours are told of */
export function AccountNotices({ account, quiet }: Pick<TicketView, 'account'> & { quiet: boolean }) {
  const { words, times } = useVoice();
  const now = useNow();
  const say = words.notices;
  const at = (time: string): string => times.at(Date.parse(time), now);
  return (
    <>
      {account.paused && (
        <Notice type="warning" title={say.paused}>
          {say.pausedSince(at(account.paused.since))}
        </Notice>
      )}
      {account.observes && (
        <Notice type="info" title={say.observes}>
          {say.observesText}
        </Notice>
      )}
      {account.quietUntil !== null && quiet && (
        <Notice type="info" title="">
          {say.quiet(at(account.quietUntil))}
        </Notice>
      )}
    </>
  );
}

export function Notice(props: { type: 'error' | 'warning' | 'info'; title: string; children: ReactNode }) {
  return (
    <Box type={props.type}>
      {props.title !== '' && <Title>{props.title}</Title>}
      {props.children}
    </Box>
  );
}

const Box = styled(Compact)`
  margin: 12px 16px;
`;
