import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActionView, TicketView } from '../../../src/service/app/view';
import { type Asked, isOver, progressOf } from '../follow';
import { askTicket, type Service } from '../service';
import { statusOf, type ZafClient } from '../zaf';
import { ask, readLog, type Surroundings } from '../zendesk';
import { Follow } from './Follow';
import { Page } from './Page';
import { Preview } from './Preview';
import { Loading, ProblemNote } from './Problem';
import { useServiceNow } from './useServiceNow';
import { useView } from './useView';
import { NowContext, useVoice } from './voice';

interface Props {
  client: ZafClient;
  service: Service;
  surroundings: Surroundings;
}

/** The page of one ticket: what is so, or the preview of an action, and above it what has become of the last one. */
export function Ticket({ client, service, surroundings }: Props) {
  const { ticketId } = surroundings;
  const [asked, setAsked] = useState<Asked>();
  const [open, setOpen] = useState<string>();
  const [following, setFollowing] = useState(false);
  const { url, account } = service;
  const known = useView(client, {
    ask: useCallback(() => askTicket(client, { url, account }, ticketId), [client, url, account, ticketId]),
    following,
  });
  const { view, problem, soon } = known;
  const now = useServiceNow(known, view?.window.closesAt);
  const progress = asked && view && progressOf(asked, view);
  const goesOn = progress !== undefined && !isOver(progress);
  useEffect(() => setFollowing(goesOn), [goesOn]);
  const focusOn = useReturn(open);

  if (!view) return problem ? <ProblemNote problem={problem} retry={soon} /> : <Loading />;
  const action = view.actions.find(({ name }) => name === open);
  const close = (): void => {
    focusOn(open);
    setOpen(undefined);
  };
  return (
    <NowContext.Provider value={now}>
      {problem && <ProblemNote problem={problem} staleSince={view.now} retry={soon} />}
      {asked && progress && !action && (
        <Follow
          key={asked.at}
          asked={asked}
          progress={progress}
          close={() => {
            focusOn(asked.name);
            setAsked(undefined);
          }}
        />
      )}
      {action ? (
        <Asking
          {...{ action, view, client, surroundings, close }}
          done={() => {
            setAsked(askedNow(action, view, now));
            setOpen(undefined);
            soon();
          }}
        />
      ) : (
        <Page
          view={view}
          surroundings={surroundings}
          readLog={() => readLog(client, ticketId)}
          open={setOpen}
          refresh={soon}
        />
      )}
    </NowContext.Provider>
  );
}

const askedNow = ({ name, title, kind }: ActionView, view: TicketView, now: number): Asked => ({
  ...{ name, ...(title !== undefined && { title }), kind, at: now },
  before: view.outreach.map(({ id }) => id),
  held: view.held !== null,
});

function Asking(props: {
  action: ActionView;
  view: TicketView;
  client: ZafClient;
  surroundings: Surroundings;
  close: () => void;
  done: () => void;
}) {
  const { action, view, client, surroundings, close, done } = props;
  const { words } = useVoice();
  const { ticketId, tags } = surroundings;
  const send = async (): Promise<string | undefined> => {
    const fieldId = view.actionField;
    if (fieldId === null) return words.preview.noField;
    try {
      await ask(client, { ticketId, fieldId, value: action.value, isProactive: action.kind === 'proactive', tags });
    } catch (error) {
      const status = statusOf(error);
      if (!status) return words.preview.gone;
      return status === 403 ? words.preview.mayNot : words.preview.refused(String(status));
    }
    done();
    return undefined;
  };
  return <Preview action={action} view={view} values={surroundings} send={send} close={close} />;
}

/** After a dialog the focus is where it was before. */
function useReturn(open: string | undefined): (name: string | undefined) => void {
  const target = useRef<string>(undefined);
  useEffect(() => {
    if (open !== undefined || target.current === undefined) return;
    document.getElementById(`action-${target.current}`)?.focus();
    target.current = undefined;
  });
  return (name) => {
    target.current = name;
  };
}
