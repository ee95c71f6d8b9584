import { Button } from '@zendeskgarden/react-buttons';
import { useState } from 'react';
import styled from 'styled-components';
import type { List, ListName, Row } from '../../board';
import type { TicketInfo } from '../../tickets';
import { duration } from '../../times';
import { getColor } from '../color';
import { Line, Small, Toned } from '../parts';
import { useNow, useVoice } from '../voice';
import { When } from '../When';
import type { Infos } from '../../tickets';

/** So many at a time: more than fit on most screens. */
const AT_ONCE = 25;
/** As `agentWarning.before` is by default. */
const SOON_MS = 2 * 3_600_000;

interface Props {
  name: ListName;
  list: List;
  /** Those of the list that are in the chosen group. */
  rows: Row[];
  infos: Infos;
  open: (ticketId: string) => void;
}

export function Tickets({ name, list, rows, infos, open }: Props) {
  const { words, times } = useVoice();
  const [shown, show] = useState(AT_ONCE);
  const say = words.board;
  const more = Math.min(AT_ONCE, rows.length - shown);
  return (
    <Block>
      <Small>
        {say.about[name]} {list.isCut && say.listed(times.number(list.rows.length), times.number(list.count))}{' '}
        {infos.failed && say.noNames}
      </Small>
      {rows.length === 0 && <Empty>{list.rows.length > 0 ? say.none.group : say.none[name]}</Empty>}
      <Ordered>
        {rows.slice(0, shown).map((row) => (
          <Item key={row.ticketId} row={row} name={name} info={infos.known.get(row.ticketId)} open={open} />
        ))}
      </Ordered>
      {more > 0 && (
        <Button size="small" onClick={() => show(shown + AT_ONCE)}>
          {say.more(times.number(more))}
        </Button>
      )}
    </Block>
  );
}

interface ItemProps extends Pick<Props, 'name' | 'open'> {
  row: Row;
  info: TicketInfo | undefined;
}

function Item({ row: { ticketId, at, code }, name, info, open }: ItemProps) {
  const { words } = useVoice();
  const say = words.board;
  const who = [info?.requester, info?.group, info && (info.assignee || say.nobody)].filter(Boolean).join(' · ');
  return (
    <li>
      <Place>
        <Button isLink onClick={() => open(ticketId)}>
          {say.ticket(ticketId)}
        </Button>{' '}
        <Subject>{info?.subject}</Subject>
        {who !== '' && <Small as="div">{who}</Small>}
      </Place>
      <Time>
        {at !== undefined && <Closes at={at} isOpen={name !== 'closed'} />}
        {code !== undefined && <Small as="div">{say.needs[code as keyof typeof say.needs] ?? code}</Small>}
      </Time>
    </li>
  );
}

function Closes({ at, isOpen }: { at: number; isOpen: boolean }) {
  const { words, times } = useVoice();
  const now = useNow();
  const left = at - now;
  const isNear = isOpen && left <= SOON_MS;
  return (
    <>
      <Toned $tone={isNear ? 'warning' : 'neutral'}>
        {isOpen ? words.board.closesIn(duration(left)) : times.relative(at, now)}
      </Toned>
      <Small as="div">
        <When at={new Date(at).toISOString()} />
      </Small>
    </>
  );
}

const Block = styled.div`
  padding: 0 16px 16px;
`;

const Empty = styled(Line)`
  padding: 24px 0;
`;

const Ordered = styled.ol`
  margin: 8px 0 12px;
  padding: 0;
  list-style: none;

  li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 2px 12px;
    padding: 8px 0;
    border-top: 1px solid ${({ theme }) => getColor({ theme, variable: 'border.subtle' })};
  }
`;

const Place = styled.div`
  flex: 1 1 220px;
  min-width: 0;
  overflow-wrap: anywhere;
`;

const Subject = styled.span`
  margin-left: 4px;
`;

const Time = styled.div`
  font-variant-numeric: tabular-nums;

  @media (min-width: 600px) {
    max-width: 50%;
    text-align: right;
  }
  @media (max-width: 599px) {
    display: flex;
    align-items: baseline;
    gap: 8px;
  }
`;
