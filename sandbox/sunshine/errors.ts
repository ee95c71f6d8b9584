import { Refused } from '../http/reply';

/** An error in v2's envelope. */
export const v2Error = (status: number, code: string, title: string): Refused =>
  new Refused(status, { errors: [{ code, title }] });

/** An error in v1.1's envelope. */
export const v11Error = (status: number, code: string, description: string): Refused =>
  new Refused(status, { error: { code, description } });
