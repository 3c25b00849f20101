import { ask } from './server.js';
import { platformMark } from './platforms.js';
import { inEveryLanguage, say } from './texts.js';

const RATES = [
  ['never', 0],
  ['sometimes', 0.1],
  ['often', 0.5],
  ['always', 1],
];

/** The panel that switches faults of the platforms on and off. */
export function createFaultsPanel() {
  const dialog = document.getElementById('faults');
  const list = document.getElementById('faults-list');
  const button = document.getElementById('open-faults');
  let board = { faults: {}, rates: {} };

  async function set(rates) {
    board = await ask('PUT', 'faults', rates);
    draw();
  }

  function draw() {
    const focused = document.activeElement?.id;
    const groups = Object.groupBy(Object.keys(board.faults), (name) => board.faults[name].join());
    list.replaceChildren(...Object.values(groups).map(group));
    if (focused?.startsWith('fault-')) document.getElementById(focused)?.focus();
    button.classList.toggle(
      'on',
      Object.values(board.rates).some((rate) => rate > 0),
    );
  }

  /** Faults that befall the same platforms, under the names of these. */
  function group(names) {
    const box = document.createElement('fieldset');
    const legend = document.createElement('legend');
    legend.append(...board.faults[names[0]].flatMap((channel) => [platformMark(channel), ' ']));
    box.append(legend, ...names.map(row));
    return box;
  }

  function row(name) {
    const label = document.createElement('label');
    const words = document.createElement('span');
    words.textContent = say(`fault_${name}`);
    const select = document.createElement('select');
    select.id = `fault-${name}`;
    select.append(...RATES.map(([key, rate]) => new Option(say(key), String(rate))));
    select.value = String(board.rates[name]);
    select.addEventListener('change', () => void set({ [name]: Number(select.value) }));
    label.append(words, select);
    return label;
  }

  button.addEventListener('click', async () => {
    board = await ask('GET', 'faults');
    draw();
    dialog.showModal();
  });
  document.getElementById('faults-off').addEventListener('click', () => {
    void set(Object.fromEntries(Object.keys(board.rates).map((name) => [name, 0])));
  });
  inEveryLanguage(draw);
  void ask('GET', 'faults').then((answer) => {
    board = answer;
    draw();
  });
}
