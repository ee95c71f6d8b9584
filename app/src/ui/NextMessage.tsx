import { useState } from 'react';
import type { TicketView } from '../../../src/service/app/view';
import { type Preview, previewOf, type Values } from '../preview';
import { Bubble } from './Bubble';
import { More, Subtle } from './parts';
import { useVoice } from './voice';

type Message = NonNullable<NonNullable<TicketView['next']>['message']>;

/** The message that goes out next by itself, as the customer will read it. */
export function NextMessage({ message: { wording, rendition }, values }: { message: Message; values: Values }) {
  const { words } = useVoice();
  const [shown, show] = useState<Preview>();
  const key = JSON.stringify([wording, values]);
  if (!wording?.body) return null;
  const look = async (): Promise<void> => show(await previewOf(wording, rendition, values, words.preview.unknownValue));
  return (
    <More key={key} onToggle={(event) => event.currentTarget.open && void look()}>
      <summary>{words.preview.read}</summary>
      {shown && (
        <>
          <Bubble {...shown} />
          <Subtle>{shown.missing === undefined ? words.sent.today : words.preview.missing(shown.missing)}</Subtle>
        </>
      )}
    </More>
  );
}
