/** A week's history in words, for whoever has to find out why it went wrong. */
import { when } from '../support/madrid';
import type { Account } from './account';

export function storyOf(a: Account): string {
  const { policy, outages, acts, customers: _customers, ...rest } = a.week;
  const lines: [number, string][] = [
    ...acts.map(({ at, customer, deed, pick, fate }): [number, string] => [
      at,
      `customer ${customer}: ${deed} ${pick}${fate === 'comes' ? '' : ` (${fate})`}`,
    ]),
    ...outages.map(({ from, to, of }): [number, string] => [from, `outage of ${JSON.stringify(of)} till ${when(to)}`]),
    ...a.turns.asked.map(({ at, request: { intentId, notBefore, requested } }): [number, string] => [
      at,
      `asks a turn for ${intentId}, ${when(notBefore)}${requested ? ', requested' : ''}`,
    ]),
    ...a.turns.given.map(({ at, intentId }): [number, string] => [at, `turn for ${intentId}`]),
    ...a.turns.refused.map(({ at, intentId }): [number, string] => [at, `no turn for ${intentId}`]),
    ...a.orders.map(({ at, order }): [number, string] => [at, `sends ${order.sendId} into ${order.conversationId}`]),
    ...a.handed.map(({ at, order, taken, reached, unheard }): [number, string] => [
      at,
      `handed over ${order.sendId}${taken ? '' : ', not taken'}${reached ? '' : ', not reached'}${unheard ? ', unheard' : ''}`,
    ]),
    ...a.optOutOrders.map(({ at, order }): [number, string] => [at, `stores an opt-out from ${order.ticketId}`]),
  ];
  for (const ticket of a.tickets.values()) {
    const of = `ticket ${ticket.id} (customer ${ticket.customer.index}, ${ticket.conversation?.id ?? 'mail'})`;
    lines.push([ticket.createdAt, `${of} begins`]);
    if (ticket.sessionEndedAt !== undefined) lines.push([ticket.sessionEndedAt, `${of}: session ended`]);
    for (const it of ticket.statuses) lines.push([it.at, `${of}: ${it.value} by ${it.by}`]);
    for (const it of ticket.notes) lines.push([it.at, `${of}: note ${it.note.kind}`]);
    for (const it of ticket.requests) {
      lines.push([it.since, `${of}: asked for ${it.name}`]);
      if (it.clearedAt !== undefined) lines.push([it.clearedAt, `${of}: ${it.name} emptied by ${it.clearedBy}`]);
    }
  }
  for (const { index, optOut } of a.customers)
    for (const it of optOut.slice(1)) lines.push([it.at, `customer ${index}: box ${it.value} by ${it.by}`]);
  const told = lines.sort((x, y) => x[0] - y[0]).map(([at, words]) => `${when(at)}  ${words}`);
  return [JSON.stringify(policy), JSON.stringify(rest), ...told].join('\n');
}
