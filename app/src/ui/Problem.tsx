import { Button } from '@zendeskgarden/react-buttons';
import { Skeleton } from '@zendeskgarden/react-loaders';
import { Title } from '@zendeskgarden/react-notifications';
import styled from 'styled-components';
import type { Problem } from '../service';
import { Compact, Spoken } from './parts';
import { useNow, useVoice } from './voice';

/** Why there is no view, or no newer one, and what to do. */
export function ProblemNote(props: { problem: Problem | 'outside'; staleSince?: string; retry?: () => void }) {
  const { problem, staleSince, retry } = props;
  const { words, times } = useVoice();
  const now = useNow();
  const { title, text } = words.problems[problem];
  return (
    <Box type={staleSince === undefined ? 'error' : 'warning'} role="status">
      <Title>{title}</Title>
      {text} {staleSince !== undefined && words.problems.stale(times.at(Date.parse(staleSince), now))}
      {retry && problem !== 'notSetUp' && (
        <div>
          <Button size="small" isLink onClick={retry}>
            {words.problems.retry}
          </Button>
        </div>
      )}
    </Box>
  );
}

export function Loading() {
  const { words } = useVoice();
  return (
    <Lines>
      <Spoken role="status">{words.loading}</Spoken>
      <Skeleton height="76px" />
      <Skeleton height="16px" width="60%" />
      <Skeleton height="16px" width="85%" />
      <Skeleton height="36px" />
    </Lines>
  );
}

const Box = styled(Compact)`
  margin: 12px 16px;
`;

const Lines = styled.div`
  display: grid;
  gap: 12px;
  padding: 12px 16px;
`;
