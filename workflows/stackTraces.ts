/**
 * Loaded once for each worker, before the SDK freezes the workflows' global objects (`preloadModules`).
 *
 * The SDK takes a stack trace at each promise that a workflow makes, for the "Stack Trace" of Temporal's UI, and looks
 * up each frame in the source map: with V8's ten frames, a third of what a replay costs. The two innermost are the
 * SDK's own; the next three are where the run waits, or what has failed.
 */
Error.stackTraceLimit = 5;
