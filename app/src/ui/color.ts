import { type ColorParameters, getColor as gardens } from '@zendeskgarden/react-theming';

/** Garden's colour for a role, in light and dark. Its own type needs lodash.memoize's, which Garden does not bring. */
export const getColor = gardens as (parameters: ColorParameters) => string;
