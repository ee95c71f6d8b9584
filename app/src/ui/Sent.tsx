import { useState } from 'react';
import styled from 'styled-components';
import type { ActionView, OutreachView, TicketView } from '../../../src/service/app/view';
import { titleOfSent } from '../actions';
import { isToCome } from '../follow';
import { type Preview, previewOf, type Values, type Wording } from '../preview';
import { failureWords, type Voice } from '../words/words';
import type { Logged } from '../zendesk';
import { Bubble } from './Bubble';
import { Icon, type IconName } from './icons';
import { Line, More, Pairs, Row, Section, Small, Subtle, type Tone, Toned } from './parts';
import { Pair } from './State';
import { useNow, useVoice } from './voice';
import { waitingWords } from './waiting';
import { When } from './When';

interface Props {
  view: TicketView;
  values: Values;
  /** What the company wrote into the conversation, as Zendesk shows it. */
  readLog: () => Promise<Logged[]>;
}

/** What Ventana has sent or means to send, newest first. */
export function Sent({ view: { outreach, actions }, values, readLog }: Props) {
  const { words } = useVoice();
  return (
    <Section title={words.sent.title}>
      {outreach.length === 0 && <Line>{words.sent.none}</Line>}
      <List>
        {outreach.toReversed().map((it) => (
          <Item key={it.id}>
            <Message outreach={it} actions={actions} />
            <Words outreach={it} actions={actions} values={values} readLog={readLog} />
          </Item>
        ))}
      </List>
    </Section>
  );
}

function Message({ outreach, actions }: { outreach: OutreachView; actions: ActionView[] }) {
  const voice = useVoice();
  const now = useNow();
  const { words } = voice;
  const { kind, name, requested, state, sentAt, dueAt, delivered, readAt, failure } = outreach;
  const { tone, icon, word } = lookOf(outreach, words);
  const waits = waitingWords(outreach, voice, now);
  return (
    <>
      <Between>
        <span>
          <b>{kind === 'proactive' ? words.sent.proactive(titleOfSent(name, actions)) : words.sent[kind]}</b>{' '}
          <Subtle>{requested ? words.sent.requested : words.sent.automatic}</Subtle>
        </span>
        <Toned $tone={tone}>
          <Icon name={icon} />
          {word}
        </Toned>
      </Between>
      <Pairs>
        {sentAt === null && <Pair name={words.sent.due}>{<When at={dueAt} />}</Pair>}
        {sentAt !== null && <Pair name={words.sent.sentAt}>{<When at={sentAt} />}</Pair>}
        {state === 'sent' && (
          <Pair name={words.sent.delivered}>
            {typeof delivered === 'string' ? <When at={delivered} /> : delivered ? words.sent.yes : words.sent.notYet}
          </Pair>
        )}
        {readAt !== null && <Pair name={words.sent.read}>{<When at={readAt} />}</Pair>}
      </Pairs>
      {failure !== null && <Small>{failureWords(voice, failure)}</Small>}
      {waits !== '' && <Small>{waits}</Small>}
    </>
  );
}

function lookOf(
  { state, delivered, readAt }: OutreachView,
  words: Voice['words'],
): { tone: Tone; icon: IconName; word: string } {
  const word = words.codes.states[state] ?? state;
  switch (state) {
    case 'sent':
      if (readAt !== null) return { tone: 'success', icon: 'checks', word: words.sent.read };
      return delivered === false
        ? { tone: 'neutral', icon: 'check', word }
        : { tone: 'success', icon: 'checks', word: words.sent.delivered };
    case 'failed':
    case 'refused':
      return { tone: 'danger', icon: 'stop', word };
    case 'unknown':
      return { tone: 'warning', icon: 'warning', word };
    case 'dropped':
    case 'observed':
    case 'heldBack':
      return { tone: 'neutral', icon: 'stop', word };
    default:
      return { tone: 'neutral', icon: 'clock', word };
  }
}

/** Handing over and showing may differ by this much. */
const SAME_MS = 90_000;

/** A phone shows only what was sent. */
const titleOfWords = (outreach: OutreachView, say: Voice['words']['sent']): string =>
  isToCome(outreach) ? say.words2 : outreach.state === 'sent' ? say.words : say.words3;

/**
 * The words: of a message that was sent, as Zendesk's conversation has them; else the template with the values of
 * today.
 */
function Words({
  outreach,
  actions,
  values,
  readLog,
}: Omit<Props, 'view'> & { outreach: OutreachView; actions: ActionView[] }) {
  const { words } = useVoice();
  const { unknownValue } = words.preview;
  const [found, setFound] = useState<{ preview: Preview; isToday: boolean } | 'none'>();
  if (outreach.state === 'refused' || outreach.state === 'dropped') return null;
  const look = async (): Promise<void> => {
    const said = outreach.sentAt === null ? undefined : nearest(await readLog(), Date.parse(outreach.sentAt));
    const wording = said === undefined ? wordingOf(outreach, actions) : undefined;
    if (said !== undefined) setFound({ preview: { body: said, buttons: [] }, isToday: false });
    else if (wording?.body)
      setFound({
        preview: await previewOf(wording, outreach.rendition === 'text' ? 'text' : 'template', values, unknownValue),
        isToday: true,
      });
    else setFound('none');
  };
  return (
    <More onToggle={(event) => event.currentTarget.open && void look()}>
      <summary>{titleOfWords(outreach, words.sent)}</summary>
      {found === undefined ? (
        words.loading
      ) : found === 'none' ? (
        <Subtle>{words.sent.noWords}</Subtle>
      ) : (
        <>
          <Bubble {...found.preview} />
          {found.isToday && <Subtle>{words.sent.today}</Subtle>}
        </>
      )}
    </More>
  );
}

function nearest(log: readonly Logged[], at: number): string | undefined {
  const near = log.filter((it) => Math.abs(it.at - at) <= SAME_MS);
  return near.sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0]?.text;
}

function wordingOf({ template, wording }: OutreachView, actions: readonly ActionView[]): Wording | null | undefined {
  if (wording) return wording;
  if (template === null) return undefined;
  return actions.find((it) => it.template?.name === template.name && it.template.language === template.language)
    ?.wording;
}

const List = styled.ul`
  margin: 0;
  padding: 0;
  list-style: none;
`;

const Item = styled.li`
  & + & {
    margin-top: 14px;
  }
`;

const Between = styled(Row)`
  flex-wrap: wrap;
  justify-content: space-between;
`;
