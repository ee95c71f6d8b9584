import type { WorkflowClientInterceptor } from '@temporalio/client';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';

export interface TracingSettings {
  /** Where an OpenTelemetry collector takes OTLP over HTTP, as `http://collector:4318`; `/v1/traces` is added. */
  endpoint: string;
  /** Sent with each request: how some collectors know who sends. */
  headers: Record<string, string>;
}

/** What Temporal's client and workers need so that a trace goes through them. */
export interface Tracing {
  clientInterceptors: WorkflowClientInterceptor[];
  activityInterceptors: ActivityInterceptorsFactory[];
  /** Sends what has not been sent yet, and ends. */
  stop(): Promise<void>;
}

export const noTracing: Tracing = { clientInterceptors: [], activityInterceptors: [], stop: () => Promise.resolve() };

/**
 * Sends spans from now on, or does nothing where there are no settings: then OpenTelemetry's libraries are not even loaded.
 * @param serviceName who the spans are of, as `ventana-worker`
 */
export async function startTracing(settings: TracingSettings | undefined, serviceName: string): Promise<Tracing> {
  if (!settings) return noTracing;
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { Resource }, temporal] = await Promise.all(
    [
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@temporalio/interceptors-opentelemetry'),
    ],
  );
  const url = `${settings.endpoint.replace(/\/+$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, headers: settings.headers });
  const provider = new NodeTracerProvider({
    resource: Resource.default().merge(new Resource({ 'service.name': serviceName })),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  return {
    clientInterceptors: [new temporal.OpenTelemetryWorkflowClientInterceptor()],
    activityInterceptors: [(context) => ({ inbound: new temporal.OpenTelemetryActivityInboundInterceptor(context) })],
    stop: () => provider.shutdown(),
  };
}
