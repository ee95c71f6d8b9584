import type { TicketView } from '../../../src/service/app/view';
import type { Values } from '../preview';
import { NextMessage } from './NextMessage';
import { Line, More, Section, Stacked, Subtle, Toned } from './parts';
import { Icon } from './icons';
import { useNow, useVoice } from './voice';
import { When } from './When';

/** Who owes whom an answer, and since when. */
export function Owes({ owes: { who, since } }: Pick<TicketView, 'owes'>) {
  const { words, times } = useVoice();
  const now = useNow();
  const instant = since === null ? undefined : Date.parse(since);
  return (
    <Section title={words.owes.title}>
      <Line>
        {who === 'agent' ? (
          <Toned $tone="warning">
            <Icon name="bell" />
            {words.owes.agent}
          </Toned>
        ) : (
          <b>{words.owes[who]}</b>
        )}
      </Line>
      {instant !== undefined && (
        <Line>
          <Subtle>{words.owes.since(times.at(instant, now), times.relative(instant, now))}</Subtle>
        </Line>
      )}
    </Section>
  );
}

/** What Ventana does next and when, or why nothing. */
export function Next(props: Pick<TicketView, 'next' | 'whyNothing' | 'automatic'> & { values: Values }) {
  const { next, whyNothing, automatic, values } = props;
  const { words } = useVoice();
  const say = words.next;
  return (
    <Section title={say.title}>
      {next ? (
        <>
          <Line>
            <b>{words.codes.next[next.what] ?? next.what}</b>
          </Line>
          <Line>
            <Due at={next.at} />
          </Line>
          {next.message && <NextMessage message={next.message} values={values} />}
        </>
      ) : (
        <Line>
          {whyNothing === null ? say.nothingAtAll : say.nothing(words.codes.reasons[whyNothing] ?? whyNothing)}
        </Line>
      )}
      {automatic.length > 0 && (
        <More>
          <summary>{say.all}</summary>
          <Stacked>
            {automatic.map(({ what, at, whyNot }) => (
              <Pair key={what} name={words.codes.automatic[what] ?? what}>
                {at !== null ? (
                  <When at={at} />
                ) : (
                  say.not(whyNot === null ? '' : (words.codes.reasons[whyNot] ?? whyNot))
                )}
              </Pair>
            ))}
          </Stacked>
        </More>
      )}
    </Section>
  );
}

function Due({ at }: { at: string | null }) {
  const { words, times } = useVoice();
  const now = useNow();
  const instant = at === null ? now : Date.parse(at);
  if (at === null || instant <= now) return <Subtle>{words.next.now}</Subtle>;
  return (
    <Subtle>
      <When at={at} /> ({times.relative(instant, now)})
    </Subtle>
  );
}

export function Pair({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
