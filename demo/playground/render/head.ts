import { html, type Html } from '../html';

/** What each page of the playground begins with. @param name of its style sheet in the folder `page` */
export const head = (title: string, name: string, script: Html): Html =>
  html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="icon" href="data:," />
    <title>${title}</title>
    <link rel="stylesheet" href="/page/colors.css" />
    <link rel="stylesheet" href="/page/${name}.css" />
    <script src="/zaf/page.js"></script>
    <script src="/page/scheme.js"></script>
    ${script}
  </head>`;
