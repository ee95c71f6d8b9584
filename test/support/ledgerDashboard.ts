/** The Grafana dashboard of the ledger, on the report's own SQL (src/report/sql.ts). */
import { ANSWERS_WITHIN_MS, MESSAGES, REPLIES, WINDOWS } from '../../src/report/sql';

export interface Panel {
  type: 'stat' | 'timeseries' | 'table';
  title: string;
  description: string;
  width: number;
  height: number;
  sql: string;
}

/** Grafana's variables: the accounts that are chosen, and the dashboard's time (epoch ms). */
const VALUES: Readonly<Record<string, string>> = {
  account: '${account:sqlstring}',
  since: '${__from}',
  until: '${__to}',
  end: '${__to}',
};
const inGrafana = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => VALUES[name] ?? '');

const messages = `(${inGrafana(MESSAGES)}) as m`;
const windows = `(${inGrafana(WINDOWS)}) as w`;
const replies = `(${inGrafana(REPLIES)}) as r`;

const sums = (...names: string[]): string => names.map((it) => `sum(${it}) as ${it}`).join(', ');
const COUNTS = sums('sent', 'delivered', 'answered', 'opted_out', 'failed', 'held_back', 'solved');
const byWeek = (columns: string, from: string): string =>
  `select to_timestamp(week / 1000) as time, ${columns} from ${from} group by week order by week`;

const UTC = 'Weeks begin on Monday, UTC.';

export const PANELS: readonly Panel[] = [
  {
    ...{ type: 'stat', title: 'Messages', width: 12, height: 5, sql: `select ${COUNTS} from ${messages}` },
    description: 'answered: the customer wrote within 72 h of the time at which it was due.',
  },
  {
    ...{ type: 'stat', title: 'Windows that closed', width: 6, height: 5 },
    sql: `select ${sums('kept', 'lost')} from ${windows}`,
    description: 'lost: the customer was left waiting for an agent.',
  },
  {
    ...{ type: 'stat', title: "Agents' replies that did not arrive", width: 6, height: 5 },
    sql: `select ${sums('lost', 'rescued')} from ${replies}`,
    description: 'rescued: the customer got the words after all.',
  },
  {
    ...{ type: 'timeseries', title: 'Messages by week', width: 12, height: 8, description: UTC },
    sql: byWeek(sums('sent', 'delivered', 'answered', 'failed'), messages),
  },
  {
    ...{ type: 'timeseries', title: 'Windows by week', width: 6, height: 8, description: UTC },
    sql: byWeek(sums('kept', 'lost'), windows),
  },
  {
    ...{ type: 'timeseries', title: 'Lost replies by week', width: 6, height: 8, description: UTC },
    sql: byWeek(sums('lost', 'rescued'), replies),
  },
  {
    ...{ type: 'table', title: 'By message, policy version and language', width: 24, height: 8 },
    sql: `select purpose, name, policy, language, ${COUNTS} from ${messages} group by purpose, name, policy, language order by sent desc`,
    description: 'held_back: not sent, for the experiment. solved: the ticket was, after it, and stayed so for 7 days.',
  },
  {
    ...{ type: 'table', title: 'Failures by cause', width: 8, height: 8 },
    sql: `select cause, count(*) as messages from ${messages} where cause is not null group by cause order by messages desc`,
    description: "Ventana's word for it and Meta's error code.",
  },
  {
    ...{ type: 'table', title: 'Delivered by category and market', width: 8, height: 8 },
    sql: `select category, market, ${sums('delivered')} from ${messages} where delivered = 1 group by category, market order by delivered desc`,
    description: 'market: the calling code. What it costs by estimate: npx ventana report, or the app in Zendesk.',
  },
  {
    ...{ type: 'table', title: 'The experiment', width: 8, height: 8 },
    sql: `select arm, count(*) as questions, sum(in_time) as answered, round(100.0 * sum(in_time) / count(*), 1) as percent from ${messages} where arm in ('treated', 'holdout') and at + ${ANSWERS_WITHIN_MS} <= extract(epoch from now()) * 1000 group by arm order by arm`,
    description:
      'Questions whose 72 hours are over. Whether the difference is more than chance: npx ventana report, or the app in Zendesk.',
  },
];

const WIDTH = 24;
const datasource = { type: 'grafana-postgresql-datasource', uid: '${datasource}' };

/** In Grafana's own form, from left to right and from the top. */
export function ledgerDashboard(): object {
  let [x, y, id] = [0, 0, 0];
  const panels = PANELS.map(({ type, title, description, width, height, sql }) => {
    const gridPos = { h: height, w: width, x, y };
    id += 1;
    x = (x + width) % WIDTH;
    if (x === 0) y += height;
    const format = type === 'timeseries' ? 'time_series' : 'table';
    return {
      ...{ id, type, title, description, datasource, gridPos },
      targets: [{ refId: 'A', datasource, format, rawQuery: true, editorMode: 'code', rawSql: sql }],
      fieldConfig: {
        defaults: type === 'timeseries' ? { custom: { drawStyle: 'bars', fillOpacity: 60 }, min: 0 } : {},
        overrides: [],
      },
      options: type === 'stat' ? { reduceOptions: { calcs: ['lastNotNull'], values: false }, colorMode: 'none' } : {},
    };
  });
  return {
    ...{ title: 'What Ventana brings', uid: 'ventana-ledger', tags: ['ventana'], schemaVersion: 39, editable: true },
    ...{ refresh: '', time: { from: 'now-12w/w', to: 'now' }, timezone: 'utc', annotations: { list: [] } },
    templating: {
      list: [
        { name: 'datasource', type: 'datasource', query: 'grafana-postgresql-datasource', label: 'Ledger' },
        {
          ...{
            name: 'account',
            type: 'query',
            label: 'Account',
            datasource,
            refresh: 2,
            includeAll: true,
            multi: true,
          },
          query: 'select distinct account from outreach order by account',
          current: { text: 'All', value: '$__all' },
        },
      ],
    },
    panels,
  };
}
