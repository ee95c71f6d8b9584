import { Button } from '@zendeskgarden/react-buttons';
import { Inline } from '@zendeskgarden/react-loaders';
import styled from 'styled-components';
import type { TicketView } from '../../../src/service/app/view';
import { silenceIn, titleOf } from '../actions';
import type { Logged, Surroundings } from '../zendesk';
import { Actions } from './Actions';
import { Icon } from './icons';
import { Limits } from './Limits';
import { Notice, Notices } from './Notices';
import { Line } from './parts';
import { Sent } from './Sent';
import { Next, Owes } from './State';
import { Updated } from './Updated';
import { useVoice } from './voice';
import { Window } from './Window';

interface Props {
  view: TicketView;
  surroundings: Surroundings;
  readLog: () => Promise<Logged[]>;
  open: (action: string) => void;
  refresh: () => void;
}

/** The ticket at a glance. */
export function Page({ view, surroundings, readLog, open, refresh }: Props) {
  const { watch } = view;
  const isKnown = watch === 'watching';
  return (
    <>
      {!isKnown && <Watch watch={watch} channel={surroundings.channel} />}
      {isKnown && <Window window={view.window} />}
      <Notices view={view} open={open} />
      {isKnown && <Owes owes={view.owes} />}
      {isKnown && <Next {...view} values={surroundings} />}
      {watch !== 'reading' && <Actions actions={view.actions} open={open} />}
      {(isKnown || view.outreach.length > 0) && <Sent view={view} values={surroundings} readLog={readLog} />}
      <Limits limits={view.limits} />
      <Foot view={view} open={open} refresh={refresh} />
    </>
  );
}

function Watch({ watch, channel }: { watch: Exclude<TicketView['watch'], 'watching'>; channel: string }) {
  const { words } = useVoice();
  const say = words.watch;
  if (watch === 'reading')
    return (
      <Reading role="status">
        <Inline size={16} /> {say.reading}
      </Reading>
    );
  const isOther = watch === 'none' && channel !== '' && !/whats_?app|sunshine/i.test(channel);
  const title = isOther ? say.notWhatsApp : say[watch];
  return (
    <Notice type="info" title={title}>
      {watch === 'over' ? say.overText : isOther ? say.notWhatsAppText : say.noneText}
    </Notice>
  );
}

function Foot({ view, open, refresh }: Pick<Props, 'view' | 'open' | 'refresh'>) {
  const { words } = useVoice();
  const silence = silenceIn(view.actions);
  return (
    <Bottom>
      {silence && silence.name === 'silence' && view.watch === 'watching' && (
        <Button size="small" id="action-silence" onClick={() => open('silence')}>
          <WithIcon>
            <Icon name="muted" />
            {titleOf(silence, words)}
          </WithIcon>
        </Button>
      )}
      <UpdatedRow>
        <Updated view={view} refresh={refresh} />
      </UpdatedRow>
    </Bottom>
  );
}

const Reading = styled(Line)`
  display: flex;
  gap: 8px;
  padding: 16px;
`;

const Bottom = styled.footer`
  padding: 4px 16px 12px;
`;

const WithIcon = styled.span`
  display: inline-flex;
  align-items: center;
  gap: 8px;
`;

const UpdatedRow = styled.div`
  display: flex;
  align-items: center;
  justify-content: space-between;
  margin-top: 8px;
`;
