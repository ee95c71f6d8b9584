import { describe, expect, it } from 'vitest';
import { loadConfig, type Config } from '../../src/config/config';
import { ConfigError } from '../../src/problems/configError';
import { validEnvironment } from '../support/configuration';

const load = (changes: Record<string, string> = {}): Config =>
  loadConfig({ ...validEnvironment, ...changes }, () => 'language: es');

describe('who looks on', () => {
  it('is nobody unless asked for', () => {
    expect(load().monitor).toEqual({});
    expect(load()).not.toHaveProperty('tracing');
  });

  it('finds health and metrics, and those of the SDK, on ports of their own', () => {
    expect(load({ METRICS_PORT: '9464', SDK_METRICS_PORT: '9465' }).monitor).toEqual({ port: 9464, sdkPort: 9465 });
  });

  it('gets traces, with the headers that the collector wants', () => {
    const tracing = load({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=se%20cret, x-team=support',
    }).tracing;
    expect(tracing).toEqual({
      endpoint: 'http://collector:4318',
      headers: { 'x-key': 'se cret', 'x-team': 'support' },
    });
  });

  it.each(['secret', 'x-key=%zz', 'a=b,,c=d'])(
    'is not sent headers that are none, and they are not shown: %s',
    (text) => {
      const wrong = (): Config => load({ OTEL_EXPORTER_OTLP_HEADERS: text });
      expect(wrong).toThrow(ConfigError);
      expect(wrong).toThrow(/OTEL_EXPORTER_OTLP_HEADERS/);
      expect(wrong).not.toThrow(text);
    },
  );
});
