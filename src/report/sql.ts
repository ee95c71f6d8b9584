/**
 * The report's SQL, the same in SQLite and PostgreSQL: what each row of the ledger counts as. The report sums it up, and
 * so do the panels of the Grafana dashboard. `{account}`, `{since}`, `{until}`, `{now}` and `{end}` are filled in. What
 * is to hold for some time must be over before `{end}`: later it is not known.
 */
import { type RawBuilder, sql } from 'kysely';
import { WORDS_OF } from '../ledger/schema';

const DAY_MS = 24 * 3_600_000;
const WEEK_MS = 7 * DAY_MS;
/** The first of January 1970 was a Thursday. */
const THURSDAY_MS = 3 * DAY_MS;

/** An answer counts for a message within this time after it was due (ms). */
export const ANSWERS_WITHIN_MS = 72 * 3_600_000;

/** A ticket counts as solved when nobody has reopened it for this time (ms): its run watches it for as long. */
export const STAYS_SOLVED_MS = 7 * DAY_MS;

/** When an outreach counts. The ledger has an index of it, so it is spelled as there. */
const TIME = 'coalesce(due_at, sent_at, failed_at)';
/** The last attempt failed, or was refused before it went out. */
const FAILED = 'failed_at is not null and delivered_at is null and failed_at >= coalesce(sent_at, 0)';
/** The customer's first word after it came in time. */
const IN_TIME = `answered_at <= ${TIME} + ${ANSWERS_WITHIN_MS}`;

/**
 * As what WhatsApp had the template when it was sent, as far as the ledger has asked: once a day, so that a change counts
 * from when it was seen. Null: a text, a message before the first look, or one of which no template is known.
 */
const SEEN = [
  '(select lower(s.category) from template_states as s where s.account = outreach.account',
  'and s.name = outreach.template and s.language = outreach.language and s.category is not null',
  `and s.seen_at <= coalesce(sent_at, ${TIME}) order by s.seen_at desc limit 1)`,
].join(' ');

const STAYS_SOLVED = [
  `sent_at is not null and solved_at + ${STAYS_SOLVED_MS} <= {end}`,
  `and (reopened_at is null or reopened_at >= solved_at + ${STAYS_SOLVED_MS})`,
].join(' ');

const flag = (condition: string): string => `case when ${condition} then 1 else 0 end`;
/** The Monday that begins the week of a time (UTC). All of them epoch ms. */
const weekOf = (time: string): string => `${time} - (${time} + ${THURSDAY_MS}) % ${WEEK_MS}`;
const dayOf = (time: string): string => `${time} - ${time} % ${DAY_MS}`;
const within = (time: string): string => `account in ({account}) and ${time} >= {since} and ${time} < {until}`;

/**
 * A row for each outreach. `category`: WhatsApp's where it is known (`category_seen`), else the policy's. `priced_day`: the
 * day by whose rates it was sent. `in_time`: also of one that was held back.
 */
export const MESSAGES = [
  `select ${TIME} as at, ${weekOf(TIME)} as week, purpose, name, coalesce(policy, '') as policy,`,
  `coalesce(language, '') as language, coalesce(${SEEN}, category) as category, market,`,
  `${flag(`${SEEN} is not null`)} as category_seen,`,
  `rendition, arm, ${dayOf(`coalesce(sent_at, ${TIME})`)} as priced_day,`,
  `case when not (${FAILED}) then null when failure_code is null then coalesce(failure, 'unknown')`,
  `else coalesce(failure, 'refused') || ':' || failure_code end as cause,`,
  `${flag(FAILED)} as failed, ${flag('sent_at is not null')} as sent,`,
  `${flag('delivered_at is not null')} as delivered, ${flag(IN_TIME)} as in_time,`,
  `${flag(`sent_at is not null and ${IN_TIME}`)} as answered, ${flag('opted_out_at is not null')} as opted_out,`,
  `${flag(STAYS_SOLVED)} as solved, ${flag(`${STAYS_SOLVED} and answered_at <= solved_at`)} as solved_answered,`,
  `${flag("arm = 'holdout'")} as held_back`,
  `from outreach where ${within(TIME)}`,
].join(' ');

/** A row for each window that closed. */
export const WINDOWS = [
  `select closes_at as at, ${weekOf('closes_at')} as week, ${flag("result = 'lost'")} as lost,`,
  `${flag("result = 'kept'")} as kept from windows where ${within('closes_at')}`,
].join(' ');

/** The message with its words has not failed, or another one with them has not. */
const WORDS_ARRIVED = [
  `coalesce((select max(${flag('m.failed_at is null or m.delivered_at is not null')}) from messages as m`,
  `where m.account = replies.account and m.intent = '${WORDS_OF}' || replies.reply), 1) = 1`,
].join(' ');

/** A row for each agent's reply that did not arrive. */
export const REPLIES = [
  `select sent_at as at, ${weekOf('sent_at')} as week, ${flag('why is not null')} as lost,`,
  `${flag(`rescued_at is not null and ${WORDS_ARRIVED}`)} as rescued from replies where ${within('sent_at')}`,
].join(' ');

const KEYS =
  'week, purpose, name, policy, language, category, category_seen, market, rendition, arm, priced_day, cause, is_over';
const COUNTS = ['sent', 'delivered', 'in_time', 'answered', 'opted_out', 'solved', 'solved_answered']
  .map((it) => `sum(${it}) as ${it}`)
  .join(', ');

/** Few rows, however many messages there are. `is_over`: its 72 hours are. */
export const GROUPED_MESSAGES = [
  `select ${KEYS}, count(*) as messages, ${COUNTS} from (select m.*,`,
  `${flag(`at + ${ANSWERS_WITHIN_MS} <= {now}`)} as is_over from (${MESSAGES}) as m) as o group by ${KEYS}`,
].join(' ');

export const GROUPED_WINDOWS = `select week, sum(kept) as kept, sum(lost) as lost from (${WINDOWS}) as w group by week`;

export const GROUPED_REPLIES = `select week, sum(lost) as lost, sum(rescued) as rescued from (${REPLIES}) as r group by week`;

/** The Mondays between two times, the first one at or before `since` (epoch ms). */
export function weeksIn(since: number, until: number): number[] {
  const first = since - ((since + THURSDAY_MS) % WEEK_MS);
  const count = Math.max(0, Math.ceil((until - first) / WEEK_MS));
  return Array.from({ length: count }, (_, n) => first + n * WEEK_MS);
}

/** A text from above with its values as parameters. */
export function bound<Row>(text: string, values: Readonly<Record<string, string | number>>): RawBuilder<Row> {
  const parts = text.split(/\{(\w+)\}/).map((part, place) => (place % 2 === 0 ? sql.raw(part) : sql`${values[part]}`));
  return sql<Row>`${sql.join(parts, sql.raw(''))}`;
}
