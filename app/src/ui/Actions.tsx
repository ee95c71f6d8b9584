import { Button } from '@zendeskgarden/react-buttons';
import styled from 'styled-components';
import type { ActionView } from '../../../src/service/app/view';
import { blocks, messagesIn, titleOf } from '../actions';
import { Icon, type IconName } from './icons';
import { Line, Section, Small } from './parts';
import { useVoice } from './voice';

/** A button for each message that the agent can ask for. It opens the preview; nothing is asked for yet. */
export function Actions({ actions, open }: { actions: ActionView[]; open: (name: string) => void }) {
  const { words } = useVoice();
  const messages = messagesIn(actions);
  return (
    <Section title={words.actions.title}>
      {messages.length === 0 && <Line>{words.actions.none}</Line>}
      <List>
        {messages.map((action) => (
          <li key={action.name}>
            <ActionButton action={action} open={open} />
          </li>
        ))}
      </List>
    </Section>
  );
}

const icons: Record<ActionView['kind'], IconName> = {
  reopening: 'open',
  rescue: 'rescue',
  proactive: 'send',
  switch: 'stop',
};

function ActionButton({ action, open }: { action: ActionView; open: (name: string) => void }) {
  const { words } = useVoice();
  const blocking = blocks(action);
  const why = blocking ?? action.hindrances[0];
  const id = `why-${action.name}`;
  return (
    <>
      <Wide
        isStretched
        isNeutral={blocking !== undefined}
        id={`action-${action.name}`}
        aria-describedby={why ? id : undefined}
        onClick={() => open(action.name)}
      >
        <Icon name={icons[action.kind]} />
        <Title>{titleOf(action, words)}</Title>
      </Wide>
      {why && (
        <Small id={id}>
          {why.code !== 'inProgress' && <b>{blocking ? words.actions.prevented : words.actions.later}. </b>}
          {words.codes.hindrances[why.code] ?? why.code}
        </Small>
      )}
    </>
  );
}

const List = styled.ul`
  display: grid;
  gap: 10px;
  margin: 0;
  padding: 0;
  list-style: none;
`;

const Wide = styled(Button)`
  display: flex;
  align-items: center;
  justify-content: flex-start;
  gap: 8px;
  height: auto;
  min-height: 36px;
  padding: 6px 12px;
  line-height: 20px;
  text-align: left;
  white-space: normal;
`;

const Title = styled.span`
  overflow-wrap: anywhere;
`;
