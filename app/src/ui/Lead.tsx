import { useState } from 'react';
import styled, { css } from 'styled-components';
import type { Service } from '../service';
import type { ZafClient } from '../zaf';
import { Board } from './board/Board';
import { getColor } from './color';
import { Report } from './report/Report';
import { useVoice } from './voice';

const PAGES = ['board', 'report'] as const;

/** The pages for leads: of now, and of the last weeks. */
export function Lead({ client, service }: { client: ZafClient; service: Service }) {
  const { words } = useVoice();
  const say = words.report.pages;
  const [page, setPage] = useState<(typeof PAGES)[number]>('board');
  return (
    <>
      <Nav aria-label={say.title}>
        {PAGES.map((it) => (
          <Tab
            key={it}
            type="button"
            $on={it === page}
            aria-current={it === page ? 'page' : undefined}
            onClick={() => setPage(it)}
          >
            {say[it]}
          </Tab>
        ))}
      </Nav>
      {page === 'board' ? <Board client={client} service={service} /> : <Report client={client} service={service} />}
    </>
  );
}

const Nav = styled.nav`
  display: flex;
  box-sizing: border-box;
  gap: 4px;
  max-width: 1320px;
  margin: 0 auto;
  padding: 8px 16px 0;
`;

const Tab = styled.button<{ $on: boolean }>`
  min-height: 32px;
  padding: 4px 12px;
  border: 0;
  border-radius: 4px 4px 0 0;
  background: none;
  font: inherit;
  font-weight: 600;
  cursor: pointer;

  ${({ theme, $on }) => css`
    border-bottom: 2px solid ${$on ? getColor({ theme, variable: 'border.primaryEmphasis' }) : 'transparent'};
    color: ${getColor({ theme, variable: $on ? 'foreground.primary' : 'foreground.subtle' })};

    &:hover {
      color: ${getColor({ theme, variable: 'foreground.primary' })};
    }
    &:focus-visible {
      outline: 2px solid ${getColor({ theme, variable: 'border.primaryEmphasis' })};
      outline-offset: -2px;
    }
  `}
`;
