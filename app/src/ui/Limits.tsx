import styled from 'styled-components';
import type { TicketView } from '../../../src/service/app/view';
import { Bar, Section, Small, Track } from './parts';
import { useNow, useVoice } from './voice';

type Limit = TicketView['limits']['templates'];

/** How much of the account's limits is used. */
export function Limits({ limits: { templates, notifications } }: Pick<TicketView, 'limits'>) {
  const { words } = useVoice();
  return (
    <Section title={words.limits.title}>
      <Meter name={words.limits.templates} limit={templates} />
      <Meter name={words.limits.notifications} limit={notifications} />
    </Section>
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
