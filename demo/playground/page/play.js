/** The page's part of the playground: sends what one does, and shows what has changed (../render/regions.ts). */
const problem = document.getElementById('problem');
const selection = () => Object.fromEntries(new URLSearchParams(location.search));

/** What the server wrote for a node: scripts may have changed the node since, as the app's frame gets its height. */
const written = new WeakMap();

/** Children are known by their ids. Only those of which the server says something new are replaced. */
function show(region, text) {
  const fresh = document.createElement('template');
  fresh.innerHTML = text;
  const focused = document.activeElement?.id;
  const before = new Map([...region.children].map((it) => [it.id, it]));
  const after = [...fresh.content.children].map((child) => {
    const known = before.get(child.id);
    if (known && written.get(known) === child.outerHTML) return known;
    written.set(child, child.outerHTML);
    return child;
  });
  const isNew = after.some((it) => !before.has(it.id));
  // Moving a frame loads it again: what stays is not touched.
  for (const child of [...region.childNodes]) if (!after.includes(child)) child.remove();
  after.forEach((child, index) => {
    if (region.children[index] !== child) region.insertBefore(child, region.children[index] ?? null);
  });
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
  if (isNew && 'follow' in region.dataset) region.scrollTop = region.scrollHeight;
}

for (const region of document.querySelectorAll('[id$="-live"]')) {
  for (const child of region.children) written.set(child, child.outerHTML);
  if ('follow' in region.dataset) region.scrollTop = region.scrollHeight;
}

const events = new EventSource(`/events${location.search}`);
events.onmessage = ({ data }) => {
  const regions = JSON.parse(data);
  const app = document.getElementById('app');
  for (const [id, text] of Object.entries(regions)) show(document.getElementById(id), text);
  const [, ticket = ''] = /<strong>#(\d+)</.exec(regions['ticket-live'] ?? '') ?? [];
  if ('ticket-live' in regions) document.getElementById('ticket').dataset.ticket = ticket;
  if (document.getElementById('app') !== app) window.zafHost.forget();
  // As Zendesk tells it: the app then asks our service, at its own pace.
  if ('ticket-live' in regions || 'thread-live' in regions) window.zafHost.emit('ticket.conversation.changed');
  if ('ticket-live' in regions) window.zafHost.emit('ticket.assignee.user.id.changed');
};

async function act(form, submitter) {
  problem.textContent = '';
  const body = { ...selection(), ...Object.fromEntries(new FormData(form, submitter)), act: form.dataset.act };
  const response = await fetch('/acts', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { go, error } = await response.json();
  if (go) location.assign(go);
  if (error) problem.textContent = error;
}

document.addEventListener('submit', (event) => {
  if (!event.target.dataset.act) return;
  event.preventDefault();
  act(event.target, event.submitter).catch((error) => (problem.textContent = String(error)));
  for (const field of event.target.querySelectorAll('textarea')) field.value = '';
});

document.addEventListener('keydown', (event) => {
  if (event.target.tagName !== 'TEXTAREA' || event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

document.addEventListener('change', ({ target }) => {
  if ('submits' in target.dataset) target.form.submit();
});

/** A menu closes when one goes on elsewhere. */
function closeMenus(except) {
  for (const menu of document.querySelectorAll('.menu[open]')) if (!menu.contains(except)) menu.open = false;
}
document.addEventListener('pointerdown', ({ target }) => closeMenus(target));
document.addEventListener('keydown', ({ key }) => key === 'Escape' && closeMenus(null));

/** On a narrow screen one pane is shown at a time. */
document.addEventListener('click', ({ target }) => {
  const chosen = target.dataset?.show;
  if (!chosen) return;
  document.body.dataset.pane = chosen;
  for (const it of document.querySelectorAll('[data-show]')) it.ariaPressed = String(it === target);
});
