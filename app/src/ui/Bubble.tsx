import type { ReactNode } from 'react';
import styled from 'styled-components';
import type { Preview } from '../preview';

/** A message as the phone shows it. */
export function Bubble({ header, body, footer, buttons }: Preview) {
  return (
    <Message>
      {header !== undefined && <Header>{header}</Header>}
      <div>{formatted(body)}</div>
      {footer !== undefined && <Footer>{footer}</Footer>}
      {buttons.length > 0 && (
        <Buttons>
          {buttons.map((label, index) => (
            <li key={index}>{label}</li>
          ))}
        </Buttons>
      )}
    </Message>
  );
}

const MARKED = /(\*[^\s*](?:[^*\n]*[^\s*])?\*|_[^\s_](?:[^_\n]*[^\s_])?_|~[^\s~](?:[^~\n]*[^\s~])?~)(?![\p{L}\p{N}])/u;

/** WhatsApp's *bold*, _italic_ and ~struck out~. */
function formatted(text: string): ReactNode[] {
  return text.split(MARKED).map((part, index) => {
    const inner = part.slice(1, -1);
    if (index % 2 === 0) return part;
    if (part.startsWith('*')) return <b key={index}>{inner}</b>;
    return part.startsWith('_') ? <i key={index}>{inner}</i> : <s key={index}>{inner}</s>;
  });
}

/** WhatsApp's own colours for what a business writes, by day and by night. */
const Message = styled.div`
  margin: 8px 0;
  padding: 8px 10px;
  border-radius: 2px 10px 10px;
  background: ${({ theme }) => (theme.colors.base === 'dark' ? '#005c4b' : '#d9fdd3')};
  color: ${({ theme }) => (theme.colors.base === 'dark' ? '#e9edef' : '#111b21')};
  font-size: 14px;
  line-height: 20px;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
`;

const Header = styled.div`
  margin-bottom: 4px;
  font-weight: 600;
`;

const Footer = styled.div`
  margin-top: 4px;
  font-size: 12px;
  line-height: 16px;
  color: ${({ theme }) => (theme.colors.base === 'dark' ? '#c7d9d5' : '#4a5a5f')};
`;

const Buttons = styled.ul`
  margin: 8px 0 0;
  padding: 6px 0 0;
  border-top: 1px solid rgba(127, 127, 127, 0.35);
  list-style: none;
  text-align: center;
  font-weight: 600;
  color: ${({ theme }) => (theme.colors.base === 'dark' ? '#7fd8ff' : '#00588a')};

  li {
    margin: 0;
    padding: 2px 0;
  }
`;
