import { DEFAULT_THEME, ThemeProvider } from '@zendeskgarden/react-theming';
import { useEffect, useMemo, useState } from 'react';
import { createGlobalStyle } from 'styled-components';
import { timesIn } from '../times';
import { languageFor } from '../words/language';
import { type Voice, wordsFor } from '../words/words';
import { readService, type Service } from '../service';
import type { ZafClient } from '../zaf';
import { type Reader, readReader, readSurroundings, type Surroundings } from '../zendesk';
import { Lead } from './Lead';
import { getColor } from './color';
import { Spoken } from './parts';
import { Loading, ProblemNote } from './Problem';
import { Ticket } from './Ticket';
import { VoiceContext } from './voice';

interface Started {
  reader: Reader;
  /** Absent: it is the page for leads, in Zendesk's navigation bar. */
  surroundings?: Surroundings;
  service: Service;
}

async function readStart(client: ZafClient): Promise<Started> {
  const [{ location }, service] = await Promise.all([client.context(), readService(client)]);
  if (location === 'nav_bar') return { reader: await readReader(client), service };
  const surroundings = await readSurroundings(client);
  return { reader: surroundings, surroundings, service };
}

/** @param client undefined: the page is not inside Zendesk */
export function App({ client }: { client: ZafClient | undefined }) {
  const [started, setStarted] = useState<Started | 'failed'>();
  const base = useColorScheme(client);
  useEffect(() => {
    if (!client) return;
    const read = async (): Promise<void> => {
      try {
        setStarted(await readStart(client));
      } catch {
        setStarted((before) => before ?? 'failed');
      }
    };
    void read();
    for (const event of ['ticket.requester.name.changed', 'ticket.subject.changed', 'ticket.assignee.user.id.changed'])
      client.on(event, () => void read());
  }, [client]);
  const { reader } = started === undefined || started === 'failed' ? {} : started;
  const locale = reader?.locale ?? navigator.language;
  const timeZone = reader?.timeZone;
  const voice = useMemo<Voice>(
    () => ({ words: wordsFor(locale), times: timesIn(known(locale), timeZone), language: languageFor(locale) }),
    [locale, timeZone],
  );
  useEffect(() => {
    document.documentElement.lang = voice.language;
  }, [voice]);
  return (
    <ThemeProvider theme={{ ...DEFAULT_THEME, colors: { ...DEFAULT_THEME.colors, base } }}>
      <Ground />
      <VoiceContext.Provider value={voice}>
        <main>
          <Content client={client} started={started} />
        </main>
      </VoiceContext.Provider>
    </ThemeProvider>
  );
}

function Content({ client, started }: { client: ZafClient | undefined; started: Started | 'failed' | undefined }) {
  if (client && started && started !== 'failed' && !started.surroundings)
    return <Lead client={client} service={started.service} />;
  return (
    <>
      <Spoken as="h1">Ventana</Spoken>
      {!client || started === 'failed' ? (
        <ProblemNote problem="outside" />
      ) : started?.surroundings ? (
        <Ticket client={client} service={started.service} surroundings={started.surroundings} />
      ) : (
        <Loading />
      )}
    </>
  );
}

/** Zendesk may have a locale that the browser does not know. */
function known(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return languageFor(locale);
  }
}

type Scheme = 'light' | 'dark';

/**
 * Zendesk names the agent's colour scheme in the page's address, as the property `colorScheme`, and tells when it
 * changes (developer.zendesk.com/documentation/apps/app-developer-guide/dark-mode). An older Zendesk does not, and is
 * light.
 */
function useColorScheme(client: ZafClient | undefined): Scheme {
  const [scheme, setScheme] = useState<Scheme>(() =>
    new URLSearchParams(window.location.search).get('colorScheme') === 'dark' ? 'dark' : 'light',
  );
  useEffect(() => {
    if (!client) return;
    const take = (value: unknown): void => {
      if (value === 'light' || value === 'dark') setScheme(value);
    };
    client.on('colorScheme.changed', take);
    client.get('colorScheme').then(
      (values) => take(values['colorScheme']),
      () => undefined,
    );
  }, [client]);
  return scheme;
}

const Ground = createGlobalStyle`
  html {
    color-scheme: ${({ theme }) => theme.colors.base};
    background: ${({ theme }) => getColor({ theme, variable: 'background.default' })};
  }
  main {
    display: flow-root;
  }
  body {
    background: ${({ theme }) => getColor({ theme, variable: 'background.default' })};
    color: ${({ theme }) => getColor({ theme, variable: 'foreground.default' })};
    font-family: ${({ theme }) => theme.fonts.system};
    font-size: 14px;
    line-height: 20px;
  }
`;
