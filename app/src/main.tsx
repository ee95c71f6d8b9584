import '@zendeskgarden/css-bedrock/dist/index.css';
import { createRoot } from 'react-dom/client';
import { App } from './ui/App';
import { startZaf, type ZafClient } from './zaf';

const client = startZaf();
const page = document.getElementById('page');
if (page) {
  createRoot(page).render(<App client={client} />);
  if (client) void followHeight(client, page);
}

/** In a sidebar, Zendesk makes the frame as high as the page says. In the navigation bar it has all the room there is. */
async function followHeight(client: ZafClient, page: HTMLElement): Promise<void> {
  const { location } = await client.context();
  if (location !== 'nav_bar')
    new ResizeObserver(() => {
      void client.invoke('resize', { width: '100%', height: `${Math.ceil(page.getBoundingClientRect().height)}px` });
    }).observe(page);
}
