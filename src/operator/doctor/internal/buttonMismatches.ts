import { say } from '../../../language/say';
import type { TemplateButton } from '../../../../activities/policy';
import { type TemplatePart, variablesOf } from '../../../vendors/sunshine/templates';

type Button = NonNullable<TemplatePart['buttons']>[number];

/** What each type of button takes. Those that take a value only if their address has a variable are not `needed`. */
const TAKES: Readonly<Record<string, 'url' | 'payload' | 'code' | 'nothing'>> = {
  URL: 'url',
  QUICK_REPLY: 'payload',
  COPY_CODE: 'code',
  PHONE_NUMBER: 'nothing',
  VOICE_CALL: 'nothing',
};

interface ButtonMismatch {
  found: string;
  key?: 'buttons';
}

/** Compares the values for buttons, by index, with what the template's buttons take. */
export function buttonMismatches(given: readonly TemplateButton[], buttons: readonly Button[]): ButtonMismatch[] {
  const none = given.filter(({ index }) => index >= buttons.length);
  return [
    ...buttons.flatMap((button, index) =>
      mismatch(
        button,
        index,
        given.find((it) => it.index === index),
      ),
    ),
    ...none.map(({ index }) => ({
      found: say('the policy gives a value for button {index}, and the template has {count}', {
        index,
        count: countOf(buttons.length),
      }),
      key: 'buttons' as const,
    })),
  ];
}

function mismatch(button: Button, index: number, given: TemplateButton | undefined): ButtonMismatch[] {
  const name = say('button {index} ({type}{it})', {
    index,
    type: button.type,
    it: button.text === undefined ? '' : ` "${button.text}"`,
  });
  const takes = TAKES[button.type];
  if (takes === undefined) return [{ found: say('it has {name}, which Ventana cannot send', { name }) }];
  const isFixed = takes === 'nothing' || (takes === 'url' && variablesOf(button.url).length === 0);
  const gives = given && (['url', 'payload', 'code'] as const).find((kind) => kind in given);
  const wrong = (what: string): ButtonMismatch[] => [
    { found: say('its {name} {what}', { name, what }), key: 'buttons' },
  ];
  if (gives === undefined)
    return isFixed || takes === 'payload' ? [] : wrong(say('needs a value, and the policy gives none'));
  if (isFixed) return wrong(say('takes no value, and the policy gives {gives}', { gives }));
  return gives === takes ? [] : wrong(say('takes {takes}, and the policy gives {gives}', { takes, gives }));
}

const countOf = (count: number): string =>
  count === 1 ? say('one button') : count === 0 ? say('no buttons') : say('{count} buttons', { count });
