/** The few shapes that the page is made of. Their colours are Garden's, so they follow light and dark. */
import { Alert } from '@zendeskgarden/react-notifications';
import { type ReactNode, useId } from 'react';
import styled, { css } from 'styled-components';
import { getColor } from './color';

/** A part of the page, with its heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Block aria-labelledby={id}>
      <Head id={id}>{title}</Head>
      {children}
    </Block>
  );
}

const Block = styled.section`
  padding: 14px 16px;
  border-top: 1px solid ${({ theme }) => getColor({ theme, variable: 'border.subtle' })};
`;

export const Heading = styled.h2`
  margin: 0;
  font-size: 12px;
  font-weight: 600;
  line-height: 16px;
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};

  &:focus {
    outline: none;
  }
`;

const Head = styled(Heading)`
  margin-bottom: 6px;
`;

export const Subtle = styled.span`
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
`;

export const Small = styled.p`
  margin: 4px 0 0;
  font-size: 12px;
  line-height: 16px;
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
`;

export const Line = styled.p`
  margin: 0;
  line-height: 20px;
  overflow-wrap: anywhere;
`;

export const Row = styled.div`
  display: flex;
  align-items: center;
  gap: 8px;
`;

export type Tone = 'success' | 'warning' | 'danger' | 'neutral';

const ink: Record<Tone, string> = {
  success: 'foreground.success',
  warning: 'foreground.warning',
  danger: 'foreground.danger',
  neutral: 'foreground.subtle',
};

/** A word in its colour, with a picture before it. */
export const Toned = styled.span<{ $tone: Tone }>`
  display: inline-flex;
  align-items: center;
  gap: 4px;
  font-weight: 600;
  color: ${({ theme, $tone }) => getColor({ theme, variable: ink[$tone] })};
`;

const ground: Record<Tone, string> = {
  success: 'background.success',
  warning: 'background.warning',
  danger: 'background.danger',
  neutral: 'background.subtle',
};
const edge: Record<Tone, string> = {
  success: 'border.success',
  warning: 'border.warning',
  danger: 'border.danger',
  neutral: 'border.default',
};

export const Card = styled.div<{ $tone: Tone }>`
  margin: 12px 16px;
  padding: 12px;
  border-radius: 8px;
  ${({ theme, $tone }) => css`
    border: 1px solid ${getColor({ theme, variable: edge[$tone] })};
    background: ${getColor({ theme, variable: ground[$tone] })};
  `}
`;

/** Names and times, one below the other. */
export const Pairs = styled.dl`
  display: grid;
  grid-template-columns: auto 1fr;
  gap: 2px 12px;
  margin: 6px 0 0;
  font-size: 12px;
  line-height: 16px;

  dt {
    color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
`;

/** The same, for names and values that are sentences. */
export const Stacked = styled(Pairs)`
  grid-template-columns: 1fr;

  dd {
    margin-bottom: 6px;
  }
`;

/** More, for those who want it: the browser's own, so that keyboards and screen readers know it. */
export const More = styled.details`
  margin-top: 6px;
  font-size: 12px;
  line-height: 16px;

  summary {
    width: fit-content;
    border-radius: 4px;
    color: ${({ theme }) => getColor({ theme, variable: 'foreground.primary' })};
    cursor: pointer;
  }
  summary:focus-visible {
    outline: 2px solid ${({ theme }) => getColor({ theme, variable: 'border.primaryEmphasis' })};
    outline-offset: 2px;
  }
`;

/** How far something has come, of the whole. */
export const Track = styled.div`
  height: 4px;
  margin-top: 4px;
  overflow: hidden;
  border-radius: 2px;
  background: ${({ theme }) => getColor({ theme, variable: 'border.default' })};
`;

export const Bar = styled.div<{ $color: string }>`
  height: 100%;
  border-radius: 2px;
  background: ${({ theme, $color }) => getColor({ theme, variable: $color })};
`;

/** For screen readers only. */
export const Spoken = styled.div`
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`;

/** Garden's alert, closer, as a sidebar has little room. */
export const Compact = styled(Alert)`
  && {
    padding: 10px 12px 10px 38px;
    overflow-wrap: anywhere;
  }
  && > svg {
    left: 13px;
  }
`;
