/** A ticket that one opens is shown in the playground, as Zendesk would show it. */
(() => {
  const host = window.zafHost;
  const { invoke } = host;
  host.invoke = async (name, ...args) => {
    await invoke(name, ...args);
    if (name !== 'routeTo' || args[0] !== 'ticket') return;
    location.assign(`/leads/tickets/${args[1]}?lang=${document.documentElement.lang}`);
  };
})();
