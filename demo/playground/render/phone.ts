import type { PhoneMessage } from '../../../sandbox';
import { html, type Html } from '../html';
import type { Scene } from '../scene';
import { type Language, words } from '../words';
import { byDay } from './byDay';
import { timeOf } from './times';

/** The messages on the customer's phone. */
export function phoneMessages({ phone }: Scene, language: Language): Html {
  const say = words[language].phone;
  if (phone.messages.length === 0) return html`<p class="empty" id="phone-empty">${say.empty}</p>`;
  return html`${byDay(phone.messages, language, 'phone').map((it) =>
    'day' in it ? it.day : bubble(it.item, it.index, language),
  )}`;
}

function bubble(message: PhoneMessage, index: number, language: Language): Html {
  const { at, from, text, template, buttons } = message;
  const say = words[language].phone;
  return html`<div class="bubble ${from}" id="phone-${index}">
    <p>${text}</p>
    <span class="meta">${template !== undefined && html`<i>${say.template}</i> `}${timeOf(at)}</span>
    ${buttons.map(
      (button, place) =>
        html`<form data-act="tap" class="tap">
          <input type="hidden" name="text" value="${button.text}" /><input
            type="hidden"
            name="payload"
            value="${button.payload}"
          /><button id="tap-${index}-${place}">${button.text}</button>
        </form>`,
    )}
  </div>`;
}
