import { Refused } from '../http/reply';

/** An error in the format of v2. */
export const v2Error = (status: number, code: string, title: string): Refused =>
  new Refused(status, { errors: [{ code, title }] });

/** An error in the format of v1.1. */
export const v11Error = (status: number, code: string, description: string): Refused =>
  new Refused(status, { error: { code, description } });
