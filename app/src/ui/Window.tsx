import styled from 'styled-components';
import type { TicketView } from '../../../src/service/app/view';
import { duration } from '../times';
import { Icon, type IconName } from './icons';
import { Bar, Card, Row, type Tone, Toned, Track } from './parts';
import { useNow, useVoice } from './voice';

const DAY_MS = 24 * 3_600_000;
/** As `agentWarning.before` is by default. */
const CLOSING_MS = 2 * 3_600_000;

/** Until when free text reaches the customer: a word, a colour, and the time that is left. */
export function Window({ window: { state, closesAt } }: Pick<TicketView, 'window'>) {
  const { words, times } = useVoice();
  const now = useNow();
  const say = words.window;
  const closes = closesAt === null ? undefined : Date.parse(closesAt);
  if (state === 'never' || closes === undefined)
    return <Look tone="neutral" icon="lock" word={say.never} text={say.neverWrote} />;
  const left = closes - now;
  // The page's own clock goes on where answers fail to come: an open window closes by itself.
  if (left <= 0 || state === 'closed')
    return <Look tone="danger" icon="lock" word={say.closed} text={say.since(times.at(closes, now))} />;
  const isClosing = left <= CLOSING_MS;
  return (
    <Look
      tone={isClosing ? 'warning' : 'success'}
      icon={isClosing ? 'clock' : 'open'}
      word={isClosing ? say.closing : say.open}
      text={say.until(times.at(closes, now))}
      left={left}
    />
  );
}

function Look(props: { tone: Tone; icon: IconName; word: string; text: string; left?: number }) {
  const { tone, icon, word, text, left } = props;
  const { words } = useVoice();
  return (
    <Card $tone={tone} as="section" aria-label={words.window.title}>
      <Between>
        <Toned $tone={tone}>
          <Icon name={icon} />
          {word}
        </Toned>
        {left !== undefined && <Left>{words.window.left(duration(left))}</Left>}
      </Between>
      <Text>{text}</Text>
      {left !== undefined && (
        <Wide role="progressbar" aria-label={words.window.remaining} aria-valuenow={Math.round((100 * left) / DAY_MS)}>
          <Bar $color={fill[tone]} style={{ width: `${Math.min(100, (100 * left) / DAY_MS)}%` }} />
        </Wide>
      )}
    </Card>
  );
}

const Between = styled(Row)`
  flex-wrap: wrap;
  justify-content: space-between;
`;

const Left = styled.span`
  font-weight: 600;
  font-variant-numeric: tabular-nums;
`;

const Text = styled.p`
  margin: 4px 0 0;
`;

const Wide = styled(Track)`
  margin-top: 10px;
`;

const fill: Record<Tone, string> = {
  success: 'background.successEmphasis',
  warning: 'background.warningEmphasis',
  danger: 'background.dangerEmphasis',
  neutral: 'background.emphasis',
};
