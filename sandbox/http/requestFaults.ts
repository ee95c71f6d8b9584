import type { RequestFault } from '../faults';

export interface ApiCall {
  vendor: 'zendesk' | 'sunshine';
  method: string;
  path: string;
}

interface Waiting {
  fault: RequestFault;
  left: number;
}

/** The faults waiting for an API call. */
export class RequestFaults {
  private waiting: Waiting[] = [];

  /** @returns a function that withdraws the fault */
  add(fault: RequestFault): () => void {
    const added = { fault, left: fault.times ?? (fault.until === undefined ? 1 : Infinity) };
    this.waiting.push(added);
    return () => this.remove(added);
  }

  clear(): void {
    this.waiting = [];
  }

  /** The fault for this call at this time, if there is one. Calling this uses it up. */
  take(call: ApiCall, body: unknown, now: number): RequestFault | undefined {
    this.waiting = this.waiting.filter(({ fault: { until = Infinity } }) => now < until);
    const hit = this.waiting.find(({ fault }) => matches(fault, call, body));
    if (!hit) return undefined;
    hit.left -= 1;
    if (hit.left <= 0) this.remove(hit);
    return hit.fault;
  }

  private remove(one: Waiting): void {
    this.waiting = this.waiting.filter((it) => it !== one);
  }
}

const matches = (fault: RequestFault, call: ApiCall, body: unknown): boolean =>
  (fault.vendor === undefined || fault.vendor === call.vendor) &&
  (fault.method === undefined || fault.method.toUpperCase() === call.method) &&
  (fault.path === undefined || new RegExp(fault.path).test(call.path)) &&
  (fault.body === undefined || new RegExp(fault.body).test(JSON.stringify(body) ?? ''));
