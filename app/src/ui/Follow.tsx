import { Button } from '@zendeskgarden/react-buttons';
import { useEffect, useRef } from 'react';
import styled from 'styled-components';
import type { OutreachView } from '../../../src/service/app/view';
import { titleOf } from '../actions';
import type { Asked, Progress } from '../follow';
import { isOver } from '../follow';
import { failureWords, type Voice } from '../words/words';
import { Card, Heading, Row, Small, Spoken, type Tone, Toned } from './parts';
import { Icon, type IconName } from './icons';
import { useNow, useVoice } from './voice';
import { waitingWords } from './waiting';

/** How long it may take until Ventana is heard to know. */
const SLOW_MS = 30_000;

/** What has become of what the agent asked for, from the request to the phone. */
export function Follow({ asked, progress, close }: { asked: Asked; progress: Progress; close: () => void }) {
  const voice = useVoice();
  const now = useNow();
  const say = voice.words.follow;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { tone, icon, word } = lookOf(progress, voice.words);
  const text = textOf(progress, voice, now);
  const isSlow = progress.step === 'asked' && now - asked.at > SLOW_MS;
  return (
    <Card $tone={tone}>
      <Heading ref={heading} tabIndex={-1}>
        {say.title}: {titleOf(asked, voice.words)}
      </Heading>
      <Between>
        <Toned $tone={tone}>
          <Icon name={icon} />
          {word}
        </Toned>
        {isOver(progress) && (
          <Button size="small" isBasic onClick={close}>
            {say.close}
          </Button>
        )}
      </Between>
      {text !== '' && <Small>{text}</Small>}
      {isSlow && <Small>{say.slow}</Small>}
      <Spoken role="status">{`${titleOf(asked, voice.words)}: ${word}. ${text}`}</Spoken>
    </Card>
  );
}

function lookOf(
  progress: Progress,
  { follow: say, codes }: Voice['words'],
): { tone: Tone; icon: IconName; word: string } {
  switch (progress.step) {
    case 'asked':
    case 'underway':
      return { tone: 'neutral', icon: 'clock', word: say[progress.step] };
    case 'sent':
      return { tone: 'neutral', icon: 'check', word: say.sent };
    case 'delivered':
      return { tone: 'success', icon: 'checks', word: say.delivered };
    case 'done':
      return { tone: 'success', icon: 'check', word: say.done };
    case 'ended':
      return {
        tone: progress.outreach.state === 'failed' || progress.outreach.state === 'refused' ? 'danger' : 'warning',
        icon: 'stop',
        word: codes.states[progress.outreach.state] ?? progress.outreach.state,
      };
  }
}

function textOf(progress: Progress, voice: Voice, now: number): string {
  if (progress.step === 'underway' && progress.outreach) return waitingWords(progress.outreach, voice, now);
  return progress.step === 'ended' ? endWords(progress.outreach, voice) : '';
}

const endWords = ({ failure }: OutreachView, voice: Voice): string =>
  failure === null ? '' : failureWords(voice, failure);

const Between = styled(Row)`
  justify-content: space-between;
  min-height: 32px;
`;
