import { IconButton } from '@zendeskgarden/react-buttons';
import { Icon } from './icons';
import { Small } from './parts';
import { useNow, useVoice } from './voice';

/** When the view is of, the service's version, and the button that asks again. They stand in the caller's row. */
export function Updated({ view, refresh }: { view: { now: string; version: string }; refresh: () => void }) {
  const { words, times } = useVoice();
  const now = useNow();
  return (
    <>
      <Small as="span">
        {words.foot.updated(times.relative(Date.parse(view.now), now))} · {words.foot.version(view.version)}
      </Small>
      <IconButton size="small" aria-label={words.foot.refresh} onClick={refresh}>
        <Icon name="reload" />
      </IconButton>
    </>
  );
}
