/** The app in its frame is as dark as the page around it: Zendesk tells an app the agent's colour scheme, too. */
(() => {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const scheme = () => (dark.matches ? 'dark' : 'light');
  const host = window.zafHost;
  const { get } = host;
  host.get = async (paths) => {
    const values = await get(paths);
    return [paths].flat().includes('colorScheme') ? { ...values, colorScheme: scheme() } : values;
  };
  dark.addEventListener('change', () => host.emit('colorScheme.changed', scheme()));
})();
