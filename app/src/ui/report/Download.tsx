import { useEffect, useState } from 'react';
import styled from 'styled-components';
import type { ReportFigures } from '../../../../src/service/app/report';
import { csvName } from '../../report';
import { getColor } from '../color';
import { Icon } from '../icons';
import { useVoice } from '../voice';

/** The table by week, message and policy version, as a file. */
export function Download({ report: { csv, until }, account }: { report: ReportFigures; account: string }) {
  const { words } = useVoice();
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [csv]);
  return (
    <Link href={address} download={csvName(account, until)}>
      <Icon name="download" />
      {words.report.download}
    </Link>
  );
}

const Link = styled.a`
  display: inline-flex;
  align-items: center;
  gap: 8px;
  min-height: 32px;
  border-radius: 4px;
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.primary' })};

  &:focus-visible {
    outline: 2px solid ${({ theme }) => getColor({ theme, variable: 'border.primaryEmphasis' })};
    outline-offset: 2px;
  }
`;
