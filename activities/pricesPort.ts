/** What the team's rate cards say. */
export interface PricesPort {
  /**
   * What messages to a customer cost now.
   * @param digits of their phone number, with its country code; undefined: not known
   * @returns millionths of the rate card's currency; undefined: the rate is not known
   */
  for(digits: string | undefined): Promise<(message: PricedMessage) => number | undefined>;
}

/**
 * What a message to a customer costs: estimates in millionths of the rate card's currency. What is not known is absent.
 */
export interface Prices {
  text?: number;
  template?: number;
  /** The template in an open window, where it may be sent instead of the text. */
  templateInWindow?: number;
}

export interface PricedMessage {
  /** `service`: a free-form text. */
  category: 'service' | 'utility' | 'marketing';
  /** The customer's window is open. */
  inWindow: boolean;
}
