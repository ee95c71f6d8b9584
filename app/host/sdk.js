/**
 * Stands in for Zendesk's SDK: `window.ZAFClient` with the part of the client's interface that the app uses. It runs in
 * the app's frame and speaks to the page around it (page.js), which is of the same origin.
 */
(() => {
  const host = window.parent.zafHost;
  const client = {
    context: () => host.context(),
    metadata: () => host.metadata(),
    get: (paths) => host.get([].concat(paths)),
    invoke: (name, ...args) => host.invoke(name, ...args),
    request: (options) => host.request(options),
    on: (event, handler) => host.on(event, handler),
    off: (event, handler) => host.off(event, handler),
  };
  window.ZAFClient = { init: () => client };
})();
