import type { ReportCounts, ReportFigures } from '../../../../src/service/app/report';
import { failedIn } from '../../report';
import { useVoice } from '../voice';
import { Table } from './Table';
import { useFigures } from './useFigures';

type Props = { report: ReportFigures };

/** What is counted, in columns. @param first what the rows are */
function useCounted({ card }: ReportFigures, first: string) {
  const { words } = useVoice();
  const { number, share, money } = useFigures();
  const say = words.report.table;
  const columns = [
    ...[first, say.sent, say.delivered, say.answered, say.solved, say.optedOut, say.failed],
    ...(card ? [say.cost] : []),
  ];
  const row = (name: string, counts: ReportCounts): string[] => {
    const { sent, delivered, answered, solved, optedOut, costMicros } = counts;
    const part = sent === 0 ? '' : ` (${share(answered, sent)})`;
    return [
      ...[name, number(sent), number(delivered), `${number(answered)}${part}`, number(solved)],
      ...[number(optedOut), number(failedIn(counts))],
      ...(card ? [money(costMicros, card.currency)] : []),
    ];
  };
  return { columns, row };
}

export function MessageTable({ report }: Props) {
  const { words } = useVoice();
  const say = words.report.table;
  const { columns, row } = useCounted(report, say.message);
  const { messages, total } = report;
  const hasSum = messages.length > 1;
  const rows = messages.map(({ purpose, name, counts }) => row(titleOf(purpose, name, words.sent), counts));
  return (
    <Table
      title={say.messages}
      columns={columns}
      rows={hasSum ? [...rows, row(say.all, total)] : rows}
      hasSum={hasSum}
    />
  );
}

/** Of a proactive message the name that it has in the policy. */
function titleOf(purpose: string, name: string, say: ReturnType<typeof useVoice>['words']['sent']): string {
  if (purpose === 'followUp' || purpose === 'reopening' || purpose === 'rescue') return say[purpose];
  return say.proactive(name.replaceAll('_', ' '));
}

export function LanguageTable({ report }: Props) {
  const { words } = useVoice();
  const { language: nameOf } = useFigures();
  const say = words.report.table;
  const { columns, row } = useCounted(report, say.language);
  const rows = report.languages.map(({ language, counts }) =>
    row(language === '' ? say.unknownPolicy : nameOf(language), counts),
  );
  return <Table title={say.languages} columns={columns} rows={rows} />;
}

/** So many characters tell versions apart. */
const SHOWN = 8;

export function PolicyTable({ report }: Props) {
  const { words } = useVoice();
  const say = words.report.table;
  const { columns, row } = useCounted(report, say.policy);
  const rows = report.policies.map(({ policy, counts }) => row(policy.slice(0, SHOWN) || say.unknownPolicy, counts));
  return <Table title={say.policies} columns={columns} rows={rows} />;
}

export function CostTable({ report: { parts, card } }: Props) {
  const { words } = useVoice();
  const { number, money, country } = useFigures();
  const { table: say, categories } = words.report;
  const nameOf = (category: string | null): string =>
    category !== null && Object.hasOwn(categories, category)
      ? categories[category as keyof typeof categories]
      : categories.unknown;
  const rows = parts.map((it) => [
    nameOf(it.category),
    it.country === null ? say.unknownCountry : country(it.country),
    number(it.delivered),
    it.unpriced === it.delivered ? say.unpriced : money(it.costMicros, card?.currency ?? 'USD'),
  ]);
  const columns = [say.category, say.country, say.delivered, say.cost];
  return <Table title={say.costs} columns={columns} rows={rows.length > 0 ? rows : [[say.nothing, '', '', '']]} />;
}
