import { ask } from './server.js';
import { inEveryLanguage, say } from './texts.js';

const RATES = [
  ['never', 0],
  ['sometimes', 0.1],
  ['often', 0.5],
  ['always', 1],
];
const APPS = { telegram: 'Telegram', 'zalo-oa': 'Zalo' };

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
    list.replaceChildren(...Object.entries(board.faults).map(([name, channels]) => row(name, channels)));
    if (focused?.startsWith('fault-')) document.getElementById(focused)?.focus();
    button.classList.toggle(
      'on',
      Object.values(board.rates).some((rate) => rate > 0),
    );
  }

  function row(name, channels) {
    const label = document.createElement('label');
    const words = document.createElement('span');
    words.textContent = say(`fault_${name}`);
    const only = document.createElement('small');
    if (channels.length === 1) only.textContent = APPS[channels[0]];
    const select = document.createElement('select');
    select.id = `fault-${name}`;
    select.append(...RATES.map(([key, rate]) => new Option(say(key), String(rate))));
    select.value = String(board.rates[name]);
    select.addEventListener('change', () => void set({ [name]: Number(select.value) }));
    label.append(words, only, select);
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
