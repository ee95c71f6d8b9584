/** The words of the board. */
export const enBoard = {
  title: 'WhatsApp windows',
  lists: {
    agent: 'Waiting for an agent',
    customer: 'Waiting for the customer',
    closed: 'Closed without an answer',
    failed: 'Did not arrive',
    needs: 'Stand still',
  },
  first: (left: string) => `first closes in ${left}`,
  ofDay: (count: string) => `${count} in the last 24 hours`,
  none: {
    agent: 'No customer with an open window waits for an answer.',
    customer: 'No agent waits for a customer with an open window.',
    closed: 'In the last 24 hours no window has closed while the customer waited.',
    failed: 'Nothing has failed that nobody has seen to.',
    needs: 'Everything goes on by itself.',
    group: 'None of the listed tickets belongs to this group.',
  },
  about: {
    agent: 'The window is open and the last word is the customer’s. The first to close comes first.',
    customer: 'The window is open and the last word is an agent’s, or Ventana’s.',
    closed: 'Only templates reach these customers. Open the ticket and ask for the reopening. Newest first.',
    failed:
      'They need a person: the ticket’s note says why, and what to do. A ticket leaves the list when somebody writes, or it is solved.',
    needs: 'Look at the ticket’s note and at its Ventana app.',
  },
  needs: {
    overdue: 'What was due more than ten minutes ago has not happened.',
    message: 'Ventana’s message was not sent, or failed.',
    unknown: 'Nobody knows whether Ventana’s message went out.',
    reply: 'The agent’s reply did not reach the customer.',
  },
  group: 'Group',
  allGroups: 'All groups',
  listed: (shown: string, count: string) => `${shown} of ${count} are listed.`,
  noNames: 'Zendesk does not show subjects and groups at the moment.',
  more: (count: string) => `Show ${count} more`,
  closesIn: (left: string) => `${left} left`,
  ticket: (id: string) => `Ticket ${id}`,
  nobody: 'nobody assigned',
  forecast: {
    title: 'At the current pace',
    titleOf: (group: string) => `At the current pace: ${group}`,
    unknown: 'Not known: there was hardly any office time in the last week.',
    none: 'All who wait are answered in time.',
    unknownOf: 'Not known for one group.',
    reading: 'Reading the groups of the tickets …',
    nobody: 'No customer with an open window waits.',
    lost: (lost: string, count: string, isOne: boolean) =>
      `${lost} of ${count} windows ${isOne ? 'closes' : 'close'} without an answer`,
    by: (lost: string, when: string) => `${lost} by ${when}`,
    day: (perHour: string, answered: string, hours: string) =>
      `${perHour} answers an hour: ${answered} conversations in ${hours} hours of office time, of the last 24 hours.`,
    week: (perHour: string, answered: string, hours: string) =>
      `${perHour} answers an hour: ${answered} conversations in ${hours} hours of office time, of the last 7 days.`,
    noOffice: 'The office hours cannot be read: every hour counts.',
    whole: 'Of the whole account.',
    own: 'Of this group: its tickets, and its part of all answers.',
    cut: (shown: string, count: string) =>
      `Of the account’s ${count} windows, only the ${shown} that close first are looked at.`,
    estimated: (shown: string, count: string) =>
      `The group’s part is estimated from ${shown} of ${count} conversations.`,
  },
  hours: {
    title: 'Windows that close in each hour',
    agent: (count: string) => `${count} for an agent`,
    lost: (count: string) => `${count} of them lost`,
    customer: (count: string) => `${count} for the customer`,
    none: 'No window is open.',
  },
  held: {
    title: 'Messages on hold',
    none: 'Nothing is on hold.',
    count: (count: string, requested: string) => `${count} messages, ${requested} asked for by agents`,
    one: (requested: string) => `1 message, ${requested} asked for by agents`,
    first: 'First',
    template: (name: string, language: string) => `Template ${name} (${language})`,
    everything: 'All messages',
  },
};

export type BoardWords = typeof enBoard;
