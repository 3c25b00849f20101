// What the pages do beyond links and forms; all of it works without, only less comfortably.
// "/" goes to the search field; up and down go through the rows of a list.
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const typing = event.target instanceof Element && event.target.closest('input, textarea, select');
  if (event.key === '/' && !typing) {
    const search = document.querySelector('[data-search]');
    if (search instanceof HTMLElement) {
      event.preventDefault();
      search.focus();
    }
    return;
  }
  if (typing || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
  const rows = [...document.querySelectorAll('[data-rows] a[data-row]')];
  const at = rows.indexOf(document.activeElement);
  if (at === -1) return;
  const next = rows[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (next instanceof HTMLElement) {
    event.preventDefault();
    next.focus();
  }
});
