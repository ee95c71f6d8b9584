/** What happens to one customer, and what is therefore true. All times are epoch ms, durations ms. */
import type { FindingKind } from '../../src/audit/findings';
import type { Why } from '../../src/audit/facts';

export type Act =
  /** The customer. `sentAt`: the message was on its way since then. */
  | { does: 'writes'; sentAt?: number }
  | { does: 'stops' | 'taps' }
  /** An agent's reply; `code`: it does not arrive. */
  | { does: 'replies'; code?: number }
  | { does: 'trigger' | 'deletes' | 'endsSession' }
  | { does: 'sets'; status: 'pending' | 'hold' | 'solved' | 'closed' }
  /** Only where Ventana is at work. */
  | { does: 'applies'; macro: keyof typeof MACROS }
  /** WhatsApp refuses the next message to this customer. */
  | { does: 'refuses'; code: number };

export type TimedAct = Act & { at: number };

export const MACROS = {
  reopening: 'WhatsApp::Reabrir conversación',
  rescue: 'WhatsApp::Rescatar respuesta',
  incident: 'WhatsApp::Avisar de incidencia',
} as const;

/** A window that has closed. */
export interface WindowTruth {
  closesAt: number;
  owedBy: 'agent' | 'customer';
  result: 'kept' | 'lost';
  officeMs: number;
}

/** An agent's reply that did not arrive, or only by a rescue. */
export interface ReplyTruth {
  at: number;
  why: 'late' | 'failed';
  code?: number;
  rescuedAt?: number;
}

/** A message of Ventana's. */
export interface OutreachTruth {
  purpose: 'followUp' | 'reopening' | 'rescue' | 'proactive';
  at: number;
  requested: boolean;
  /** `service` is free-form text. */
  category: 'service' | 'utility';
  answeredAt?: number;
  optedOutAt?: number;
  /** WhatsApp did not deliver it. */
  code?: number;
}

export interface TicketTruth {
  openedAt: number;
  /** Nobody can know anything of it. */
  unknown?: Why;
  findings: { kind: FindingKind; at: number }[];
  /** Absent: none arrived. */
  firstReplyAt?: number;
  /** When Ventana would have reminded by itself. */
  remindedAt?: number;
  windows: WindowTruth[];
  replies: ReplyTruth[];
  outreach: OutreachTruth[];
}

export interface Life {
  kind: string;
  acts: TimedAct[];
  /** In the order in which they are opened. */
  tickets: TicketTruth[];
}
