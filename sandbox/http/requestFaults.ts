import type { RequestEffect, RequestFault } from '../types';

export interface ApiCall {
  vendor: 'zendesk' | 'sunshine';
  method: string;
  path: string;
}

/** The accidents that wait for an API call. */
export class RequestFaults {
  private waiting: { fault: RequestFault; left: number }[] = [];

  add(fault: RequestFault): void {
    this.waiting.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.waiting = [];
  }

  /** What befalls this call, if anything; used up by asking. */
  take(call: ApiCall): RequestEffect | undefined {
    const hit = this.waiting.find(({ fault }) => matches(fault, call));
    if (!hit) return undefined;
    hit.left -= 1;
    if (hit.left <= 0) this.waiting = this.waiting.filter((it) => it !== hit);
    return hit.fault.effect;
  }
}

const matches = (fault: RequestFault, call: ApiCall): boolean =>
  (fault.vendor === undefined || fault.vendor === call.vendor) &&
  (fault.method === undefined || fault.method.toUpperCase() === call.method) &&
  (fault.path === undefined || new RegExp(fault.path).test(call.path));
