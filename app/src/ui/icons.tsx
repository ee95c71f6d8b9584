import arrowLeft from '@zendeskgarden/svg-icons/src/16/arrow-left-stroke.svg?raw';
import bell from '@zendeskgarden/svg-icons/src/16/notification-stroke.svg?raw';
import check from '@zendeskgarden/svg-icons/src/16/check-circle-fill.svg?raw';
import checks from '@zendeskgarden/svg-icons/src/16/check-double-stroke.svg?raw';
import clock from '@zendeskgarden/svg-icons/src/16/clock-stroke.svg?raw';
import download from '@zendeskgarden/svg-icons/src/16/download-stroke.svg?raw';
import lock from '@zendeskgarden/svg-icons/src/16/lock-locked-stroke.svg?raw';
import muted from '@zendeskgarden/svg-icons/src/16/volume-muted-stroke.svg?raw';
import open from '@zendeskgarden/svg-icons/src/16/speech-bubble-conversation-stroke.svg?raw';
import reload from '@zendeskgarden/svg-icons/src/16/reload-stroke.svg?raw';
import rescue from '@zendeskgarden/svg-icons/src/16/inbox-stroke.svg?raw';
import send from '@zendeskgarden/svg-icons/src/16/megaphone-stroke.svg?raw';
import stop from '@zendeskgarden/svg-icons/src/16/x-circle-stroke.svg?raw';
import warning from '@zendeskgarden/svg-icons/src/16/alert-warning-stroke.svg?raw';
import styled from 'styled-components';

const pictures = {
  ...{ arrowLeft, bell, check, checks, clock, download, lock, muted, open, reload, rescue, send, stop, warning },
};
export type IconName = keyof typeof pictures;

/** Garden's pictures. They never say anything alone: a word stands beside each, so they are hidden. */
export const Icon = ({ name }: { name: IconName }) => (
  <Box aria-hidden dangerouslySetInnerHTML={{ __html: pictures[name] }} />
);

const Box = styled.span`
  display: inline-flex;
  flex: none;
  width: 16px;
  height: 16px;
`;
