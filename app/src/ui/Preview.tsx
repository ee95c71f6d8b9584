import { Button, IconButton } from '@zendeskgarden/react-buttons';
import { useEffect, useRef, useState } from 'react';
import styled from 'styled-components';
import type { ActionView, HindranceView, TicketView } from '../../../src/service/app/view';
import { blocks, titleOf } from '../actions';
import { type Preview as Shown, previewOf, type Values } from '../preview';
import { Bubble } from './Bubble';
import { Icon } from './icons';
import { Counts } from './Limits';
import { Compact, Heading, Row, Small } from './parts';
import { useNow, useVoice } from './voice';
import { metaWords } from '../words/words';

interface Props {
  action: ActionView;
  view: TicketView;
  values: Values;
  /** Resolves to a sentence if it was not asked for. */
  send: () => Promise<string | undefined>;
  close: () => void;
}

/** What would happen: the message, its limit, what prevents it. Takes the place of the page until answered. */
export function Preview({ action, view, values, send, close }: Props) {
  const { words } = useVoice();
  const say = words.preview;
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useShown(action, values);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  useEffect(() => heading.current?.focus(), []);
  const prevented =
    blocks(action) !== undefined || shown?.missing !== undefined || view.actionField === null || view.watch === 'over';
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setError(await send());
    setBusy(false);
  };
  return (
    <Dialog role="dialog" aria-labelledby="preview-title" onKeyDown={(event) => event.key === 'Escape' && close()}>
      <Row>
        <IconButton size="small" aria-label={say.back} onClick={close}>
          <Icon name="arrowLeft" />
        </IconButton>
        <Title id="preview-title" ref={heading} tabIndex={-1}>
          {titleOf(action, words)}
        </Title>
      </Row>
      <What action={action} view={view} shown={shown} />
      <Hindrances action={action} view={view} missing={shown?.missing} />
      {error !== undefined && (
        <Note type="error" role="alert">
          {error}
        </Note>
      )}
      <Buttons>
        <Button isPrimary size="small" disabled={prevented || busy} onClick={() => void confirm()}>
          {busy ? say.sending : action.kind === 'switch' ? say.confirm : say.send}
        </Button>
        <Button size="small" isBasic onClick={close}>
          {say.cancel}
        </Button>
      </Buttons>
      <Small>{say.unsaved}</Small>
    </Dialog>
  );
}

function useShown({ wording, rendition }: ActionView, values: Values): Shown | undefined {
  const { words } = useVoice();
  const [shown, setShown] = useState<Shown>();
  const key = JSON.stringify([wording, rendition, values]);
  useEffect(() => {
    let current = true;
    if (wording?.body)
      void previewOf(wording, rendition === 'text' ? rendition : 'template', values, words.preview.unknownValue).then(
        (it) => current && setShown(it),
      );
    return () => {
      current = false;
    };
    // `key` stands for all: an answer every five seconds brings equal ones.
  }, [key]);
  return shown;
}

function What({ action, view, shown }: { action: ActionView; view: TicketView; shown: Shown | undefined }) {
  const { words } = useVoice();
  const say = words.preview;
  if (action.kind === 'switch') return <p>{switchWords(action.name, say)}</p>;
  if (action.rendition === null) return blocks(action) ? null : <p>{say.notWatched}</p>;
  const count = view.held?.count ?? 1;
  return (
    <>
      <SubHeading>{say.read}</SubHeading>
      {action.rendition === 'words' ? (
        <p>{say.wordsBody(count)}</p>
      ) : shown ? (
        <Bubble {...shown} />
      ) : (
        <p>{say.noBody}</p>
      )}
      <Small>
        <Rendition action={action} /> {action.kind === 'rescue' && action.rendition === 'template' && say.later}
      </Small>
      {action.counts === null ? (
        <Small>{say.countsNothing}</Small>
      ) : (
        <Counts title={say.counts} limit={view.limits[action.counts]} words={say[action.counts]} />
      )}
    </>
  );
}

function Rendition({ action: { rendition, template, language } }: { action: ActionView }) {
  const voice = useVoice();
  const say = voice.words.preview;
  const named = (code: string): string => languageName(voice.language, code);
  if (rendition === 'words') return say.words;
  if (rendition === 'text') return say.text(language === null ? '—' : named(language));
  return template && say.template(template.name, named(template.language));
}

function languageName(language: string, code: string): string {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(code.replaceAll('_', '-')) ?? code;
  } catch {
    return code;
  }
}

const switchWords = (name: string, say: { silence: string; unsilence: string; withdraw: string }): string =>
  name === 'silence' ? say.silence : name === 'unsilence' ? say.unsilence : say.withdraw;

/** What prevents it, or holds it back. */
function Hindrances(props: { action: ActionView; view: TicketView; missing: string | undefined }) {
  const { action, view, missing } = props;
  const { words } = useVoice();
  return (
    <>
      {action.hindrances.map((hindrance) => (
        <Note key={hindrance.code} type={hindrance.blocks ? 'error' : 'warning'}>
          <Hindrance {...hindrance} />
        </Note>
      ))}
      {missing !== undefined && <Note type="error">{words.preview.missing(missing)}</Note>}
      {view.actionField === null && <Note type="error">{words.preview.noField}</Note>}
      {view.watch === 'over' && action.hindrances.length === 0 && <Note type="error">{words.watch.over}</Note>}
    </>
  );
}

function Hindrance({ code, error, at, until }: HindranceView) {
  const { words, times, language } = useVoice();
  const now = useNow();
  const say = words.preview;
  const meta = error === undefined ? undefined : metaWords(language, error);
  return (
    <>
      {words.codes.hindrances[code] ?? code} {meta}{' '}
      {code === 'alreadySent' && at !== undefined && say.wentOut(times.at(Date.parse(at), now))}
      {until !== undefined && say.from(times.at(Date.parse(until), now))}
    </>
  );
}

const Dialog = styled.div`
  padding: 12px 16px 16px;
`;

const Title = styled.h2`
  margin: 0;
  font-size: 16px;
  font-weight: 600;
  line-height: 20px;
  overflow-wrap: anywhere;

  &:focus {
    outline: none;
  }
`;

const SubHeading = styled(Heading).attrs({ as: 'h3' })`
  margin-top: 12px;
`;

const Note = styled(Compact)`
  margin-top: 12px;
`;

const Buttons = styled(Row)`
  flex-wrap: wrap;
  margin-top: 16px;
`;
