import type { Condition, Conditions } from '../../world/settings';
import type { Subject } from './subject';
import { valuesOf, type Values } from './values';

/** Whether all conditions in `all` and at least one in `any` hold. An empty list always holds. */
export const holds = ({ all, any }: Conditions, subject: Subject): boolean =>
  all.every((condition) => meets(condition, subject)) &&
  (any.length === 0 || any.some((condition) => meets(condition, subject)));

function meets({ field, operator, value }: Condition, subject: Subject): boolean {
  if (field === 'role') return isRole(value, subject) === (operator === 'is');
  if (field === 'comment_is_public') return hasComment(value, subject) === (operator === 'is');
  const test = tests[operator];
  if (!test) throw new Error(`The sandbox cannot judge the operator "${operator}"`);
  return test(valuesOf(field, subject), value === '' ? null : value);
}

type Test = (values: Values, wanted: string | null) => boolean;

const statuses = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];
const rank = (status: string | null): number => statuses.indexOf(status ?? '');
const words = (text: string | null): string[] => (text ?? '').split(/\s+/).filter(Boolean);

const changed: Test = ({ now, before }) => now !== before;
const changedTo: Test = (values, wanted) => changed(values, null) && values.now === wanted;
const changedFrom: Test = (values, wanted) => changed(values, null) && values.before === wanted;
const includes: Test = ({ now }, wanted) => words(wanted).some((word) => words(now).includes(word));

const not =
  (test: Test): Test =>
  (values, wanted) =>
    !test(values, wanted);

const is: Test = ({ now }, wanted) => now === wanted;
const present: Test = ({ now }) => now !== null;

const tests: Record<string, Test> = {
  is,
  is_not: not(is),
  present,
  not_present: not(present),
  less_than: ({ now }, wanted) => rank(now) < rank(wanted),
  greater_than: ({ now }, wanted) => rank(now) > rank(wanted),
  changed,
  not_changed: not(changed),
  value: changedTo,
  not_value: not(changedTo),
  value_previous: changedFrom,
  not_value_previous: not(changedFrom),
  includes,
  not_includes: not(includes),
};

/** `role` is the current user: an end user, an agent (administrators included), or one user by id. */
function isRole(wanted: string | null, { happening }: Subject): boolean {
  if (!happening) return false;
  const role = happening.role === 'end-user' ? 'end_user' : 'agent';
  return wanted === role || wanted === String(happening.actor.id);
}

/** `not_relevant`: any comment, public or not. Messages of a conversation are not comments. */
function hasComment(wanted: string | null, { happening }: Subject): boolean {
  const comment = happening?.comment;
  if (!comment) return false;
  if (wanted === 'not_relevant') return true;
  return comment.public === (wanted === 'true' || wanted === 'requester_can_see_comment');
}
