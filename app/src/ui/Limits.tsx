import styled from 'styled-components';
import type { TicketView } from '../../../src/service/app/view';
import { Bar, Section, Small, Track } from './parts';
import { useNow, useVoice } from './voice';

type Limit = TicketView['limits']['templates'];
type Budget = NonNullable<TicketView['limits']['budget']>;

/** How much of the account's limits is used. */
export function Limits({ limits: { templates, notifications, budget } }: Pick<TicketView, 'limits'>) {
  const { words } = useVoice();
  return (
    <Section title={words.limits.title}>
      <Meter name={words.limits.templates} limit={templates} />
      <Meter name={words.limits.notifications} limit={notifications} />
      {budget && <Month budget={budget} />}
    </Section>
  );
}

/** What this month's messages cost, of the budget: an estimate, with the day of the rate card. */
function Month({ budget: { currency, spent, soft, hard, card } }: { budget: Budget }) {
  const { words, times } = useVoice();
  const max = hard ?? soft ?? 0;
  return (
    <Small as="div">
      <Between>
        <span>{words.limits.month}</span>
        <Figure>{words.limits.of(times.money(spent, currency), times.money(max, currency))}</Figure>
      </Between>
      <Gauge name={words.limits.month} limit={{ used: spent, max, roomAt: null }} />
      {card !== undefined && words.limits.card(card)}
    </Small>
  );
}

function Meter({ name, limit }: { name: string; limit: Limit }) {
  const { words, times } = useVoice();
  return (
    <Small as="div">
      <Between>
        <span>{name}</span>
        <Figure>{words.limits.of(times.number(limit.used), times.number(limit.max))}</Figure>
      </Between>
      <Gauge name={name} limit={limit} />
    </Small>
  );
}

/** What a message counts against: `templates today: 212 of 250`. */
export function Counts(props: { title: string; limit: Limit; words: (used: string, max: string) => string }) {
  const { title, limit, words } = props;
  const { words: all, times } = useVoice();
  const now = useNow();
  const text = words(times.number(limit.used), times.number(limit.max));
  return (
    <Small as="div">
      {title} <b>{text}</b>.{' '}
      {limit.used >= limit.max && limit.roomAt !== null && all.preview.roomAt(times.at(Date.parse(limit.roomAt), now))}
      <Gauge name={text} limit={limit} />
    </Small>
  );
}

function Gauge({ name, limit: { used, max } }: { name: string; limit: Limit }) {
  const share = max === 0 ? 1 : Math.min(1, used / max);
  return (
    <Track role="meter" aria-label={name} aria-valuemin={0} aria-valuemax={max} aria-valuenow={Math.min(used, max)}>
      <Bar $color={fillOf(share)} style={{ width: `${share * 100}%` }} />
    </Track>
  );
}

const fillOf = (share: number): string => (share >= 0.8 ? 'background.warningEmphasis' : 'background.primaryEmphasis');

const Between = styled.div`
  display: flex;
  justify-content: space-between;
  gap: 8px;
`;

const Figure = styled.span`
  font-variant-numeric: tabular-nums;
`;
