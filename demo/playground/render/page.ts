import { html, type Html } from '../html';
import type { Scene, Selection } from '../scene';
import { type Words, words } from '../words';
import { head } from './head';
import { regionsOf } from './regions';

type Chosen = Pick<Selection, 'language'>;

/** The whole page, as it is at the beginning. What changes then comes by regions. */
export function page(scene: Scene, { language }: Chosen): string {
  const say = words[language];
  const regions = regionsOf(scene, language);
  const live = (id: string): Html => ({ html: regions[id] ?? '' });
  return html`<!doctype html>
    <html lang="${language}">
      ${head(say.title, 'play', html`<script type="module" src="/page/play.js"></script>`)}
      <body data-pane="phone">
        ${top(scene, language, live)}
        <nav class="chooser" aria-label="${say.panes.choose}">
          ${(['phone', 'ticket', 'app'] as const).map(
            (it) =>
              html`<button data-show="${it}" aria-pressed="${it === 'phone' ? 'true' : 'false'}">
                ${say.panes[it]}
              </button>`,
          )}
        </nav>
        <main>${phonePane(scene, say, live)} ${ticketPane(scene, say, live)} ${appPane(say, live)}</main>
        <p id="problem" role="alert"></p>
      </body>
    </html>`.html;
}

type Live = (id: string) => Html;

function top({ customer }: Scene, language: 'en' | 'es', live: Live): Html {
  const say = words[language];
  const other = language === 'en' ? 'es' : 'en';
  return html`<header>
    <h1><span class="logo" aria-hidden="true"></span>${say.title}</h1>
    <section class="clock" aria-label="${say.clock.title}">
      <div id="clock-live" role="timer" title="${say.clock.note}">${live('clock-live')}</div>
      <form data-act="clock" class="segments">
        <button id="plus-hour" name="to" value="hour">${say.clock.hour}</button>
        <button id="window-end" name="to" value="windowEnd">${say.clock.windowEnd}</button>
        <button id="monday" name="to" value="monday">${say.clock.monday}</button>
      </form>
    </section>
    <div class="links">
      <details class="menu" name="menu">
        <summary>${say.tries.title}</summary>
        <div>
          <ol>
            ${say.tries.list.map((it) => html`<li>${it}</li>`)}
          </ol>
          <p class="quiet">${say.lead}</p>
        </div>
      </details>
      <details class="menu" name="menu">
        <summary>${say.accidents.title}</summary>
        <div>
          <div id="lose-live">${live('lose-live')}</div>
          <h2>${say.accidents.templates}</h2>
          <div id="templates-live">${live('templates-live')}</div>
        </div>
      </details>
      <a id="leads" href="/leads?lang=${language}" target="_blank" rel="noreferrer">${say.leads.link}</a>
      <span id="temporal-live">${live('temporal-live')}</span>
      <a href="/?customer=${customer.id}&lang=${other}" lang="${other}" hreflang="${other}">${say.other}</a>
    </div>
  </header>`;
}

function phonePane({ customers, customer }: Scene, say: Words, live: Live): Html {
  return html`<section id="phone" class="pane" aria-labelledby="phone-title">
    <h2 id="phone-title">${say.phone.title}</h2>
    <div class="line cast">
      <form method="get" action="/" class="line">
        <label class="hidden" for="customer">${say.phone.customer}</label>
        <select id="customer" name="customer" data-submits>
          ${customers.map(
            ({ id, name }) => html`<option value="${id}" ${id === customer.id && html`selected`}>${name}</option>`,
          )}
        </select>
        <input type="hidden" name="lang" value="${say === words.es ? 'es' : 'en'}" />
        <noscript><button>${say.phone.show}</button></noscript>
      </form>
      <form data-act="customer"><button id="new-customer">${say.phone.fresh}</button></form>
    </div>
    <div class="handset">
      <div class="bar"><span class="avatar" aria-hidden="true">A</span><span>${say.phone.company}</span></div>
      <div id="phone-live" class="messages" role="log" aria-label="${say.phone.title}" tabindex="0" data-follow>
        ${live('phone-live')}
      </div>
      <form data-act="write" class="composer">
        <label class="hidden" for="customer-text">${say.phone.write}</label>
        <textarea id="customer-text" name="text" rows="1" required placeholder="${say.phone.write}"></textarea>
        <button id="customer-send">${say.phone.send}</button>
      </form>
    </div>
  </section>`;
}

function ticketPane({ macros, ticket }: Scene, say: Words, live: Live): Html {
  const words = say.ticket;
  return html`<section id="ticket" class="pane" aria-labelledby="ticket-title" data-ticket="${ticket?.id ?? ''}">
    <h2 id="ticket-title">${words.title}</h2>
    <div id="ticket-live" class="head">${live('ticket-live')}</div>
    <div id="thread-live" class="messages" role="log" aria-label="${words.conversation}" tabindex="0" data-follow>
      ${live('thread-live')}
    </div>
    <form data-act="reply" class="composer">
      <label class="hidden" for="agent-text">${words.reply}</label>
      <textarea id="agent-text" name="text" rows="2" required placeholder="${words.reply}"></textarea>
      <button id="agent-send" class="primary">${words.send}</button>
    </form>
    <form data-act="macro" class="line macro">
      <label for="macro">${words.macro}</label>
      <select id="macro" name="title">
        ${macros.map((it) => html`<option>${it}</option>`)}
      </select>
      <button id="apply">${words.apply}</button>
    </form>
    <form data-act="mail" class="line"><button id="mail">${words.mail}</button></form>
    <details open>
      <summary>${words.fields}</summary>
      <div id="fields-live">${live('fields-live')}</div>
    </details>
  </section>`;
}

const appPane = (say: Words, live: Live): Html =>
  html`<section id="sidebar" class="pane" aria-labelledby="app-title" tabindex="0">
    <h2 id="app-title">${say.app.title}</h2>
    <div id="app-live" class="app">${live('app-live')}</div>
  </section>`;
