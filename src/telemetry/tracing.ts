import type { WorkflowClientInterceptor } from '@temporalio/client';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';

export interface TracingSettings {
  /** The OTLP/HTTP address of an OpenTelemetry collector, such as `http://collector:4318`. `/v1/traces` is added. */
  endpoint: string;
  /** Sent with each request. Some collectors use them for authentication. */
  headers: Record<string, string>;
}

/** What Temporal's client and workers need so that traces pass through them. */
export interface Tracing {
  clientInterceptors: WorkflowClientInterceptor[];
  activityInterceptors: ActivityInterceptorsFactory[];
  /** Sends the remaining spans and stops. */
  stop(): Promise<void>;
}

export const noTracing: Tracing = { clientInterceptors: [], activityInterceptors: [], stop: () => Promise.resolve() };

/**
 * Starts sending spans. Without settings it does nothing and does not even load OpenTelemetry's libraries.
 * @param serviceName the service in the spans, such as `ventana-worker`
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
