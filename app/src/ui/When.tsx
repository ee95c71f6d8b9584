import { useNow, useVoice } from './voice';

/** A time, near to how people say it, and in full where one points at it. */
export function When({ at }: { at: string }) {
  const { times } = useVoice();
  const now = useNow();
  const instant = Date.parse(at);
  return (
    <time dateTime={at} title={times.full(instant)}>
      {times.at(instant, now)}
    </time>
  );
}
