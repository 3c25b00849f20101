/**
 * Parts of the page that share one place, chosen by tabs: all of them on a narrow screen, both of Zalo's phones on a wider
 * one, none where everything fits side by side. The widths are those of layout.css.
 */
export function createTabs() {
  const narrow = matchMedia('(max-width: 899px)');
  const wide = matchMedia('(min-width: 1400px)');
  const list = document.querySelector('[role=tablist]');
  const all = [...list.children];
  const panelOf = (tab) => document.getElementById(tab.getAttribute('aria-controls'));
  let chosen = all[0];

  function sharing() {
    if (wide.matches) return [];
    return narrow.matches ? all : all.filter((tab) => tab.id.startsWith('tab-zalo-'));
  }

  function show() {
    const tabs = sharing();
    const selected = tabs.includes(chosen) ? chosen : tabs[0];
    list.hidden = tabs.length === 0;
    for (const tab of all) {
      const shares = tabs.includes(tab);
      tab.hidden = !shares;
      tab.ariaSelected = String(tab === selected);
      tab.tabIndex = tab === selected ? 0 : -1;
      const panel = panelOf(tab);
      panel.hidden = shares && tab !== selected;
      panel.role = shares ? 'tabpanel' : null;
    }
  }

  function choose(tab) {
    chosen = tab;
    show();
  }

  for (const tab of all) {
    tab.addEventListener('click', () => choose(tab));
    tab.addEventListener('keydown', ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (step === undefined) return;
      const tabs = sharing();
      choose(tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length]);
      chosen.focus();
    });
  }
  for (const query of [narrow, wide]) query.addEventListener('change', show);
  show();
}
