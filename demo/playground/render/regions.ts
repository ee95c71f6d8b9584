/** The parts of the page that change, by the id of the element that holds each. */
import { html, type Html } from '../html';
import type { Scene } from '../scene';
import { type Language, type Words, words } from '../words';
import { phoneMessages } from './phone';
import { fields, thread, ticketHead } from './ticket';
import { dateAndTime } from './times';

export function regionsOf(scene: Scene, language: Language): Record<string, string> {
  const regions: Record<string, Html> = {
    'clock-live': clock(scene, language),
    'temporal-live': temporal(scene, language),
    'phone-live': phoneMessages(scene, language),
    'ticket-live': ticketHead(scene, language),
    'thread-live': thread(scene, language),
    'fields-live': fields(scene),
    'app-live': app(scene, language),
    'lose-live': lose(scene, language),
    'templates-live': templates(scene, language),
  };
  return Object.fromEntries(Object.entries(regions).map(([id, it]) => [id, it.html]));
}

const clock = ({ now, movingTo }: Scene, language: Language): Html =>
  html`<span id="clock-now">${dateAndTime(now, language)}</span> ${
      movingTo !== undefined && html`<span id="clock-moving" class="moving">${words[language].clock.moving}</span>`
    }`;

const temporal = ({ temporalUrl, temporalListUrl }: Scene, language: Language): Html =>
  html`${away('temporal-link', temporalUrl, words[language].temporal)}
  ${away('temporal-list', temporalListUrl, words[language].temporalList)}`;

const away = (id: string, url: string | undefined, text: string): Html | false =>
  url !== undefined && html`<a id="${id}" href="${url}" target="_blank" rel="noreferrer">${text}</a>`;

function app({ ticket, appIsBuilt }: Scene, language: Language): Html {
  const say = words[language].app;
  if (!appIsBuilt) return appMissing(say);
  if (!ticket) return html`<p id="app-no-ticket" class="empty">${say.noTicket}</p>`;
  const { id } = ticket;
  const source = `/assets/iframe.html?origin=playground&app_guid=1&colorScheme=light&ticket=${id}&lang=${language}`;
  return html`<iframe id="app" title="Ventana" src="${source}" data-zaf="/zaf/${language}/${id}"></iframe>`;
}

export const appMissing = (say: Words['app']): Html =>
  html`<div id="app-missing" class="empty">
    <p>${say.notBuilt}</p>
    <pre><code>npm ci --prefix app
npm run build --prefix app</code></pre>
    <p>${say.then}</p>
  </div>`;

function lose({ losing }: Scene, language: Language): Html {
  const say = words[language].accidents;
  return html`<form data-act="lose" id="lose-form">
    <input type="hidden" name="on" value="${losing ? 'no' : 'yes'}" />
    <button id="lose" aria-pressed="${losing ? 'true' : 'false'}">${say.lose}</button>
  </form>`;
}

function templates(scene: Scene, language: Language): Html {
  const say = words[language].accidents;
  return html`${scene.templates.map(
    (it) =>
      html`<form data-act="template" class="line" id="template-${it.name}-${it.language}">
        <input type="hidden" name="name" value="${it.name}" /><input
          type="hidden"
          name="language"
          value="${it.language}"
        /><input type="hidden" name="paused" value="${it.paused ? 'no' : 'yes'}" />
        <span>${it.name} (${it.language}): ${it.paused ? html`<b class="bad">${say.paused}</b>` : say.approved}</span>
        <button
          id="pause-${it.name}-${it.language}"
          aria-label="${it.paused ? say.resume : say.pause} ${it.name} (${it.language})"
        >
          ${it.paused ? say.resume : say.pause}
        </button>
      </form>`,
  )}`;
}
