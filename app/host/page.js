/**
 * Plays Zendesk around the app's frame. `window.zafHost` is what the stand-in of the SDK asks; the answers come from
 * the server (server.ts).
 */
(() => {
  const handlers = new Map();
  const frame = () => document.getElementById('app');

  async function call(name, body) {
    const response = await fetch(`${frame().dataset.zaf ?? '/zaf'}/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.json();
  }

  window.zafHost = {
    context: () => call('context', {}),
    metadata: () => call('metadata', {}),
    get: (paths) => call('get', { paths }),
    /** What the app has asked Zendesk's page to do. */
    invoked: [],
    invoke: async (name, ...args) => {
      window.zafHost.invoked.push([name, ...args]);
      if (name === 'resize') frame().style.height = args[0].height;
    },
    // A refused request rejects with what jQuery calls a jqXHR, as the SDK does.
    request: async (options) => {
      const { status, body } = await call('request', options);
      if (status >= 200 && status < 300) return body;
      throw Object.assign(new Error(`status ${status}`), {
        status,
        responseJSON: body,
        responseText: JSON.stringify(body),
      });
    },
    on: (event, handler) => handlers.set(event, [...(handlers.get(event) ?? []), handler]),
    off: (event, handler) =>
      handlers.set(
        event,
        (handlers.get(event) ?? []).filter((it) => it !== handler),
      ),
    /** Another page comes into the frame. */
    forget: () => handlers.clear(),
    /** As Zendesk does: tells the app of an event. */
    emit: (event, value) => (handlers.get(event) ?? []).forEach((handler) => handler(value)),
  };
})();
