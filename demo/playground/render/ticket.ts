import type { Entry, TicketScreen } from '../../../sandbox';
import { html, type Html } from '../html';
import type { Scene } from '../scene';
import { type Language, words } from '../words';
import { byDay } from './byDay';
import { timeOf } from './times';

const SETTABLE = ['open', 'pending', 'hold', 'solved'] as const;

/** Number, subject, status, and the buttons that change it. */
export function ticketHead({ ticket, tickets, customer }: Scene, language: Language): Html {
  const { ticket: say, statuses } = words[language];
  if (!ticket) return html`<p class="empty" id="no-ticket">${say.none}</p>`;
  const status = ticket.deleted ? 'deleted' : ticket.status;
  return html`<div id="ticket-line" class="line">
      <strong>#${ticket.id}</strong><span class="badge ${status}">${statuses[status]}</span
      ><span class="subject">${ticket.subject}</span>
      <span class="quiet">${say.assignee}: ${ticket.assignee ?? say.nobody}</span>
    </div>
    ${
      tickets.length > 1 &&
      html`<nav id="ticket-tabs" class="tabs" aria-label="${say.tickets}">
        ${tickets.map(
          ({ id, subject }) =>
            html`<a
              href="/?customer=${customer.id}&ticket=${id}&lang=${language}"
              title="${subject}"
              ${id === ticket.id && html`aria-current="page"`}
              >#${id}</a
            >`,
        )}
      </nav>`
    }
    <form data-act="status" class="line" id="status-form">
      <span id="status-label" class="label">${say.status}</span>
      <span class="segments" role="group" aria-labelledby="status-label">
        ${SETTABLE.map(
          (it) =>
            html`<button id="set-${it}" name="status" value="${it}" aria-pressed="${it === status ? 'true' : 'false'}">
              ${statuses[it]}
            </button>`,
        )}
      </span>
    </form>`;
}

/** The conversation, with the notes in it. */
export function thread({ ticket, customer }: Scene, language: Language): Html {
  if (!ticket) return html``;
  return html`${byDay(ticket.thread, language, 'thread').map((it) =>
    'day' in it ? it.day : entry(it.item, customer.id, language),
  )}`;
}

function entry(it: Entry, customerId: string, language: Language): Html {
  const { ticket: say, phone } = words[language];
  const marks = [
    ...(it.kind === 'note' ? [say.note] : it.kind === 'mail' ? [say.mailed] : []),
    ...(it.template === undefined ? [] : [`${phone.template} ${it.template}`]),
  ];
  return html`<div class="entry ${it.kind} ${it.from} ${it.undelivered !== undefined && 'lost'}" id="entry-${it.id}">
    <span class="meta"><b>${it.name}</b> ${marks.join(', ')} ${timeOf(it.at)}</span>
    <p>${linked(it.text, customerId, language)}</p>
    ${it.undelivered !== undefined && html`<span class="mark">${say.undelivered(it.undelivered)}</span>`}
  </div>`;
}

/** Links to tickets of the simulated account lead to the ticket here. */
const linked = (text: string, customerId: string, language: Language): Html[] =>
  text.split(/(https?:\/\/\S*\/agent\/tickets\/\d+)/).map((part, index) => {
    const id = index % 2 === 1 ? part.split('/').at(-1) : undefined;
    return id === undefined
      ? html`${part}`
      : html`<a href="/?customer=${customerId}&ticket=${id}&lang=${language}">#${id}</a>`;
  });

export function fields({ ticket }: Scene): Html {
  if (!ticket) return html``;
  return html`<dl id="field-list">
      ${ticket.fields.map(
        ({ title, value }) =>
          html`<div>
            <dt>${title}</dt>
            <dd>${shown(value)}</dd>
          </div>`,
      )}
    </dl>
    <p id="tag-list" class="tags">${tagsOf(ticket).map((it) => html`<span>${it}</span> `)}</p>`;
}

/** A drop-down shows its option, as the setup names it. */
const shown = (value: string): string => value.replace(/^whatsapp_(window|action|answer|silence)_/, '');

const tagsOf = ({ tags, fields: set }: TicketScreen): string[] =>
  tags.filter((tag) => !set.some(({ value }) => value === tag));
