/** On a narrow screen one part at a time, chosen by tabs; on a wide one everything at once. */
export function createTabs() {
  const narrow = matchMedia('(max-width: 899px)');
  const tabs = [...document.querySelectorAll('[role=tab]')];
  const panelOf = (tab) => document.getElementById(tab.getAttribute('aria-controls'));
  let chosen = tabs[0];

  function show() {
    for (const tab of tabs) {
      const selected = tab === chosen;
      tab.ariaSelected = String(selected);
      tab.tabIndex = selected ? 0 : -1;
      const panel = panelOf(tab);
      panel.hidden = narrow.matches && !selected;
      if (narrow.matches) panel.role = 'tabpanel';
      else panel.role = null;
    }
  }

  function choose(tab) {
    chosen = tab;
    show();
  }

  for (const [at, tab] of tabs.entries()) {
    tab.addEventListener('click', () => choose(tab));
    tab.addEventListener('keydown', ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (step === undefined) return;
      choose(tabs[(at + step + tabs.length) % tabs.length]);
      chosen.focus();
    });
  }
  narrow.addEventListener('change', show);
  show();
}
