import { html } from '../html';
import { type Language, words } from '../words';
import { head } from './head';
import { appMissing } from './regions';

/** The page on which the app fills the window, as from Zendesk's navigation bar. */
export function leadsPage(language: Language, appIsBuilt: boolean): string {
  const say = words[language];
  const source = `/assets/iframe.html?origin=playground&app_guid=1&colorScheme=light&lang=${language}`;
  return html`<!doctype html>
    <html lang="${language}">
      ${head(say.leads.title, 'leads', html`<script src="/page/leads.js"></script>`)}
      <body>
        <header>
          <h1>${say.leads.title}</h1>
          <p>${say.leads.note}</p>
          <a href="/?lang=${language}">${say.leads.back}</a>
        </header>
        <main>
          ${
            appIsBuilt
              ? html`<iframe id="app" title="Ventana" src="${source}" data-zaf="/zaf/${language}/leads"></iframe>`
              : appMissing(say.app)
          }
        </main>
      </body>
    </html>`.html;
}
