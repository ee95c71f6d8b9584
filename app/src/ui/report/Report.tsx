import { useCallback, useState } from 'react';
import styled from 'styled-components';
import type { ReportFigures, ReportView, ReportWeeks } from '../../../../src/service/app/report';
import { WEEKS } from '../../report';
import { askReport, type Service } from '../../service';
import type { ZafClient } from '../../zaf';
import { getColor } from '../color';
import { Notice } from '../Notices';
import { Row, Small } from '../parts';
import { Loading, ProblemNote } from '../Problem';
import { Updated } from '../Updated';
import { useServiceNow } from '../useServiceNow';
import { useView } from '../useView';
import { NowContext, useVoice } from '../voice';
import { Choice } from '../Choice';
import { Causes } from './Causes';
import { Download } from './Download';
import { Experiment } from './Experiment';
import { Notes } from './Notes';
import { CostTable, LanguageTable, MessageTable, PolicyTable } from './Tables';
import { Templates } from './Templates';
import { Totals } from './Totals';
import { useFigures } from './useFigures';
import { Weeks } from './Weeks';

/** What Ventana brought in the last weeks, for those who lead. */
export function Report({ client, service }: { client: ZafClient; service: Service }) {
  const [weeks, setWeeks] = useState<ReportWeeks>(WEEKS[1]);
  const { words } = useVoice();
  const { url, account } = service;
  const known = useView(client, {
    ask: useCallback(() => askReport(client, { url, account }, weeks), [client, url, account, weeks]),
    page: 'report',
  });
  const { problem, soon } = known;
  const now = useServiceNow(known);
  // Of the weeks that were chosen before: it goes when the new one comes.
  const view = known.view;
  return (
    <NowContext.Provider value={now}>
      <Ground>
        <Top>
          <h1>{words.report.title}</h1>
          <Row>{view && <Updated view={view} refresh={soon} />}</Row>
        </Top>
        <Bar>
          <Choice
            label={words.report.time}
            value={String(weeks)}
            options={WEEKS.map((it) => ({ value: String(it), text: words.report.weeksOf(String(it)) }))}
            choose={(value) => setWeeks(WEEKS.find((it) => String(it) === value) ?? WEEKS[1])}
          />
          {view?.report && view.ledger === 'read' && <Download report={view.report} account={account} />}
        </Bar>
        {problem && <ProblemNote problem={problem} retry={soon} {...(view && { staleSince: view.now })} />}
        {view ? <Content view={view} /> : !problem && <Loading />}
      </Ground>
    </NowContext.Provider>
  );
}

function Content({ view: { ledger, report } }: { view: ReportView }) {
  const { words } = useVoice();
  if (ledger === 'read' && report) return <Page report={report} />;
  const { title, text } = words.report.ledger[ledger === 'read' ? 'away' : ledger];
  return (
    <Notice type={ledger === 'away' ? 'warning' : 'info'} title={title}>
      {text}
    </Notice>
  );
}

function Page({ report }: { report: ReportFigures }) {
  const { words } = useVoice();
  const figures = useFigures();
  return (
    <>
      <Span>{words.report.span(figures.date(report.since), figures.date(report.until))}</Span>
      <Totals report={report} />
      <Experiment report={report} />
      <Weeks report={report} />
      <MessageTable report={report} />
      {report.languages.length > 1 && <LanguageTable report={report} />}
      {report.policies.length > 1 && <PolicyTable report={report} />}
      {report.card && <CostTable report={report} />}
      <Causes report={report} />
      <Templates report={report} />
      <Notes report={report} />
    </>
  );
}

const Ground = styled.div`
  box-sizing: border-box;
  max-width: 1320px;
  margin: 0 auto;
  padding: 16px 0;

  h1 {
    margin: 0;
    font-size: 20px;
    font-weight: 600;
    line-height: 28px;
  }
`;

const Top = styled(Row)`
  flex-wrap: wrap;
  justify-content: space-between;
  padding: 0 16px;
`;

const Bar = styled(Top)`
  min-height: 40px;
  margin-top: 8px;
`;

const Span = styled(Small)`
  padding: 0 16px;
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
`;
