import { useCallback, useMemo, useState } from 'react';
import styled from 'styled-components';
import type { BoardView } from '../../../../src/service/app/board';
import { groupsOf, inGroup, type ListName, LISTS, listsOf } from '../../board';
import { accountOutlook, groupOutlook, outlookTickets } from '../../outlook';
import { askBoard, type Service } from '../../service';
import type { ZafClient } from '../../zaf';
import { getColor } from '../color';
import { Limits } from '../Limits';
import { AccountNotices } from '../Notices';
import { Row } from '../parts';
import { Loading, ProblemNote } from '../Problem';
import { Updated } from '../Updated';
import { useServiceNow } from '../useServiceNow';
import { useView } from '../useView';
import { NowContext, useVoice } from '../voice';
import { Forecast } from './Forecast';
import { GroupFilter } from './GroupFilter';
import { Held } from './Held';
import { Hours } from './Hours';
import { Tickets } from './Tickets';
import { Tiles } from './Tiles';
import { useInfos } from './useInfos';

/** The windows of all tickets, for those who lead. */
export function Board({ client, service }: { client: ZafClient; service: Service }) {
  const { url, account } = service;
  const known = useView(client, {
    ask: useCallback(() => askBoard(client, { url, account }), [client, url, account]),
    page: 'board',
  });
  const { view, problem, soon } = known;
  const now = useServiceNow(known);
  if (!view) return problem ? <ProblemNote problem={problem} retry={soon} /> : <Loading />;
  return (
    <NowContext.Provider value={now}>
      {problem && <ProblemNote problem={problem} staleSince={view.now} retry={soon} />}
      <Page view={view} client={client} refresh={soon} />
    </NowContext.Provider>
  );
}

function Page({ view, client, refresh }: { view: BoardView; client: ZafClient; refresh: () => void }) {
  const { words } = useVoice();
  const [chosen, choose] = useState<ListName>('agent');
  const [group, setGroup] = useState('');
  const lists = useMemo(() => listsOf(view), [view]);
  const list = lists[chosen];
  // All of the list, not only what is seen: the filter has to know their groups. A group's outlook needs more of them.
  const needed = useMemo(() => (group === '' ? [] : outlookTickets(view)), [view, group]);
  const infos = useInfos(
    client,
    useMemo(() => [...new Set([...list.rows.map(({ ticketId }) => ticketId), ...needed])], [list, needed]),
  );
  const groups = useMemo(() => groupsOf(infos.known.values()), [infos]);
  const outlook = useMemo(
    () => (group === '' ? accountOutlook(view) : groupOutlook(view, group, infos)),
    [view, group, infos],
  );
  const rows = useMemo(() => inGroup(list.rows, group, infos.known), [list, group, infos]);
  const open = (ticketId: string): void => void client.invoke('routeTo', 'ticket', Number(ticketId));
  return (
    <Ground>
      <Top>
        <H1>{words.board.title}</H1>
        <Row>
          <Updated view={view} refresh={refresh} />
        </Row>
      </Top>
      <AccountNotices account={view.account} quiet={false} />
      <Tiles names={LISTS} lists={lists} closedDay={view.closed.day} chosen={chosen} choose={choose} />
      <Forecast
        outlook={outlook}
        group={groups.find(({ id }) => id === group)}
        isReading={isReading(needed, infos.read)}
      />
      <Columns>
        <section aria-labelledby="list-title">
          <ListHead>
            <h2 id="list-title">{words.board.lists[chosen]}</h2>
            <GroupFilter groups={groups} group={group} choose={setGroup} />
          </ListHead>
          <Tickets key={`${chosen} ${group}`} name={chosen} list={list} rows={rows} infos={infos} open={open} />
        </section>
        <div>
          <Hours hours={view.hours} isGrouped={group !== ''} />
          <Held held={view.held} open={open} />
          <Limits limits={view.limits} />
        </div>
      </Columns>
    </Ground>
  );
}

/** A few new tickets do not hide what is known of the others. */
const isReading = (needed: readonly string[], read: ReadonlySet<string>): boolean =>
  needed.filter((ticketId) => !read.has(ticketId)).length > needed.length / 10;

const Ground = styled.div`
  box-sizing: border-box;
  max-width: 1320px;
  margin: 0 auto;
  padding: 16px 0;
`;

const Top = styled(Row)`
  flex-wrap: wrap;
  justify-content: space-between;
  padding: 0 16px;
`;

const H1 = styled.h1`
  margin: 0;
  font-size: 22px;
  font-weight: 600;
  line-height: 28px;
`;

const Columns = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);

  @media (min-width: 900px) {
    grid-template-columns: minmax(0, 1fr) 380px;
    align-items: start;
    border-top: 1px solid ${({ theme }) => getColor({ theme, variable: 'border.subtle' })};

    > div > section:first-child {
      border-top: 0;
    }
  }
`;

const ListHead = styled(Row)`
  flex-wrap: wrap;
  justify-content: space-between;
  padding: 12px 16px 0;

  h2 {
    margin: 0;
    font-size: 16px;
    font-weight: 600;
    line-height: 24px;
  }
`;
