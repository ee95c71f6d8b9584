import type { Group } from '../../board';
import { Choice } from '../Choice';
import { useVoice } from '../voice';

interface Props {
  groups: Group[];
  /** The id; empty: all. */
  group: string;
  choose: (group: string) => void;
}

/** Hidden where Zendesk shows no groups. */
export function GroupFilter({ groups, group, choose }: Props) {
  const { words } = useVoice();
  if (groups.length === 0) return null;
  const options = groups.map(({ id, name }) => ({ value: id, text: name }));
  const all = { value: '', text: words.board.allGroups };
  return <Choice label={words.board.group} value={group} options={[all, ...options]} choose={choose} />;
}
