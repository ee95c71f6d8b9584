/** How the page names actions, and which of them it offers. Pure. */
import type { ActionView, HindranceView } from '../../src/service/app/view';
import type { Words } from './words/words';

const NAMED = ['reopening', 'rescue', 'rescue_withdraw', 'silence', 'unsilence'] as const;
type Named = (typeof NAMED)[number];
const isNamed = (name: string): name is Named => NAMED.some((it) => it === name);

export const titleOf = ({ name, title }: Pick<ActionView, 'name' | 'title'>, words: Words): string =>
  isNamed(name) ? words.actions[name] : (title ?? words.actions.proactive(spoken(name)));

/** Of a proactive message that was sent: as the policy calls it today. */
export const titleOfSent = (name: string, actions: readonly ActionView[]): string =>
  actions.find((it) => it.name === name)?.title ?? spoken(name);

const spoken = (name: string): string => name.replaceAll('_', ' ');

export const blocks = ({ hindrances }: ActionView): HindranceView | undefined => hindrances.find((it) => it.blocks);

/** The messages, and the withdrawal of a lost reply. Where none was lost, there is nothing to rescue or withdraw. */
export const messagesIn = (actions: readonly ActionView[]): ActionView[] =>
  actions.filter((it) => !has(it, 'nothingToRescue') && (it.kind !== 'switch' || it.name === 'rescue_withdraw'));

/** `silence` or `unsilence`, whichever changes something. */
export const silenceIn = (actions: readonly ActionView[]): ActionView | undefined =>
  actions.find((it) => (it.name === 'silence' || it.name === 'unsilence') && !has(it, 'nothingToDo'));

const has = ({ hindrances }: ActionView, wanted: HindranceView['code']): boolean =>
  hindrances.some(({ code }) => code === wanted);
