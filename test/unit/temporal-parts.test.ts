import { msToTs } from '@temporalio/common/lib/time';
import { describe, expect, it } from 'vitest';
import { waitingFor } from '../../simulation/history';
import { isNewEnough, parseCliVersion } from '../../src/embedded/internal/cliVersion';
import { ticketsQuery } from '../../src/temporal/tickets';

describe('the version of the Temporal CLI', () => {
  it('is read from its answer', () => {
    expect(parseCliVersion('temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)\n')).toEqual({
      cli: '1.9.1',
      server: '1.32.0',
    });
    expect(parseCliVersion('temporal version 1.9.4-time-skipping (Server 1.33.0-153, UI 2.55.0)')).toEqual({
      cli: '1.9.4-time-skipping',
      server: '1.33.0-153',
    });
  });

  it.each(['', 'tctl version 1.18.0', 'temporal version DEV'])('%j is not an answer of it', (answer) => {
    expect(parseCliVersion(answer)).toBeUndefined();
  });

  it.each([
    ['1.29.4', false],
    ['1.30.0', true],
    ['1.32.0', true],
    ['2.0.0', true],
    ['0.99.0', false],
  ])('server %s: new enough %s', (server, expected) => {
    expect(isNewEnough({ cli: '1.0.0', server })).toBe(expected);
  });
});

describe('the query for the tickets of a conversation', () => {
  it('asks for the open runs of this account', () => {
    expect(ticketsQuery('acme', { conversationId: 'c.1_2-3' })).toBe(
      "VentanaAccount = 'acme' and VentanaConversationId = 'c.1_2-3' and ExecutionStatus = 'Running'",
    );
    expect(ticketsQuery('acme', { notificationId: 'n1' })).toContain("VentanaNotificationId = 'n1'");
  });

  it.each(["x' or '1'='1", '', 'a b', 'é', 'a\n'])('%j is nobody’s id: nothing is asked', (id) => {
    expect(ticketsQuery('acme', { conversationId: id })).toBeUndefined();
  });
});

describe('what a run waits for', () => {
  const seconds = (value: number) => msToTs(value * 1000);
  const event = (id: number, at: number, rest: object) => ({ eventId: id as never, eventTime: seconds(at), ...rest });
  const timer = (id: number, at: number, forSeconds: number) =>
    event(id, at, { timerStartedEventAttributes: { startToFireTimeout: seconds(forSeconds) } });

  it('the earliest timer that neither fired nor was cancelled', () => {
    const events = [timer(1, 100, 10), timer(2, 100, 20), timer(3, 100, 30), timer(4, 100, 40)];
    const fired = event(5, 110, { timerFiredEventAttributes: { startedEventId: 1 } });
    const cancelled = event(6, 110, { timerCanceledEventAttributes: { startedEventId: 2 } });
    expect(waitingFor({ events: [...events, fired, cancelled] })).toEqual({
      nextTimer: 130_000,
      asking: false,
      hasAsked: false,
    });
  });

  it('its first task, when that is delayed', () => {
    const started = event(1, 100, {
      workflowExecutionStartedEventAttributes: { firstWorkflowTaskBackoff: seconds(60) },
    });
    const task = event(2, 160, { workflowTaskScheduledEventAttributes: {} });
    expect(waitingFor({ events: [started] })).toEqual({ nextTimer: 160_000, asking: false, hasAsked: false });
    expect(waitingFor({ events: [started, task] })).toEqual({ asking: false, hasAsked: false });
  });

  it('the answer to what it asked the server for', () => {
    const asked = event(1, 1, { signalExternalWorkflowExecutionInitiatedEventAttributes: {} });
    const answered = event(2, 2, { externalWorkflowExecutionSignaledEventAttributes: { initiatedEventId: 1 } });
    expect(waitingFor({ events: [asked] }).asking).toBe(true);
    expect(waitingFor({ events: [asked, answered] }).asking).toBe(false);
  });
});
