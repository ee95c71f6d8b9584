import { Button } from '@zendeskgarden/react-buttons';
import styled from 'styled-components';
import type { BoardView } from '../../../../src/service/app/board';
import { metaWords } from '../../words/words';
import { Line, Section, Small } from '../parts';
import { useNow, useVoice } from '../voice';

type Group = BoardView['held'][number];

/** How many tickets are named. */
const NAMED = 5;

/** What waits, and why. */
export function Held({ held, open }: Pick<BoardView, 'held'> & { open: (ticketId: string) => void }) {
  const { words } = useVoice();
  const say = words.board.held;
  return (
    <Section title={say.title}>
      {held.length === 0 && <Line>{say.none}</Line>}
      <List>
        {held.map((it) => (
          <li key={JSON.stringify([it.code, it.error, it.template])}>
            <Waiting group={it} open={open} />
          </li>
        ))}
      </List>
    </Section>
  );
}

function Waiting({ group, open }: { group: Group; open: (ticketId: string) => void }) {
  const { words, times, language } = useVoice();
  const now = useNow();
  const say = words.board.held;
  const { code, error, template, until, count, requested, tickets } = group;
  const [, name, locale] = /^(.+):([^:]+)$/.exec(template ?? '') ?? [];
  const what = name === undefined || locale === undefined ? say.everything : say.template(name, locale);
  const meta = error === undefined ? undefined : metaWords(language, error);
  const asked = times.number(requested);
  return (
    <>
      <Line>
        {code === 'held' && <b>{what}: </b>}
        {meta ?? words.codes.waiting[code] ?? code}
      </Line>
      <Small>
        {count === 1 ? say.one(asked) : say.count(times.number(count), asked)}
        {until !== undefined && `, ${words.sent.until(times.at(Date.parse(until), now))}`}
      </Small>
      {tickets.length > 0 && (
        <Small as="div">
          {say.first}:{' '}
          {tickets.slice(0, NAMED).map((id) => (
            <Named key={id}>
              <Button isLink size="small" onClick={() => open(id)}>
                {words.board.ticket(id)}
              </Button>
            </Named>
          ))}
        </Small>
      )}
    </>
  );
}

const List = styled.ul`
  display: grid;
  gap: 12px;
  margin: 0;
  padding: 0;
  list-style: none;
`;

const Named = styled.span`
  margin-right: 8px;
`;
