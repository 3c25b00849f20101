import { drawBubble } from './bubble.js';
import { act, admit, forget } from './people.js';
import { PLATFORMS } from './platforms.js';
import { createProtection } from './protection.js';
import { inEveryLanguage, say, translate } from './texts.js';

/** One phone: the conversation of this tab's person on one platform. */
export function createPhone(channel, reconnect) {
  const words = PLATFORMS[channel];
  const root = document.getElementById(channel);
  root.append(document.getElementById('phone-template').content.cloneNode(true));
  const find = (selector) => root.querySelector(selector);
  const [log, text, menu, keyboard, more] = ['.log', 'textarea', '.menu', '.keyboard', '.more'].map(find);
  const phone = find('input[type=tel]');
  const bubbles = new Map();
  let person = null;
  let state = { open: true, typing: false, keyboard: [], protected: false };

  // What was said before the page was opened is not news.
  log.ariaBusy = 'true';
  find('.bot-name').textContent = words.bot;
  text.dataset.hint = words.hint;
  for (const button of menu.querySelectorAll('[data-act]:not(.leave)')) {
    if (!words.sends.includes(button.dataset.act)) button.remove();
  }
  menu.id = `${channel}-menu`;
  text.id = `${channel}-text`;
  more.setAttribute('aria-controls', menu.id);

  async function does(what) {
    find('.problem').textContent = '';
    if (person === null) return;
    try {
      await act(channel, person.id, what);
    } catch (error) {
      find('.problem').textContent = say('refused', { why: error.message });
    }
  }

  function press(bubble, row, column, button) {
    if (button.does === 'share_contact') void does({ act: 'contact', phone: phone.value });
    else void does({ act: 'press', bubble, row, column });
  }

  function showState() {
    find('.typing').hidden = !state.typing;
    const leave = find('.leave');
    leave.dataset.act = state.open ? 'leave' : 'return';
    leave.textContent = say(state.open ? words.leave : words.return);
    const silent = !state.open && !words.writesWhenGone;
    const sending = menu.querySelectorAll('[data-act]:not(.leave)');
    for (const control of [text, find('.send'), ...sending]) control.disabled = silent;
    protection?.show(state.protected);
    const sharing = [...state.keyboard, ...([...bubbles.values()].at(-1)?.buttons ?? [])].flat();
    find('.number').hidden = !sharing.some(({ does: what }) => what === 'share_contact');
    keyboard.hidden = state.keyboard.length === 0 || silent;
    if (keyboard.dataset.shape === JSON.stringify(state.keyboard)) return;
    keyboard.dataset.shape = JSON.stringify(state.keyboard);
    keyboard.replaceChildren(...state.keyboard.flat().map(key));
  }

  function key(button) {
    const element = document.createElement('button');
    element.type = 'button';
    element.textContent = button.title;
    element.addEventListener('click', () => {
      if (button.does === 'share_contact') void does({ act: 'contact', phone: phone.value });
      else if (button.does === 'share_location') void does({ act: 'location' });
      else void does({ act: 'text', text: button.value });
      text.focus();
    });
    return element;
  }

  function draw(bubble) {
    const old = log.querySelector(`[data-id="${CSS.escape(bubble.id)}"]`);
    if (bubble.removed) {
      bubbles.delete(bubble.id);
      old?.remove();
      return;
    }
    bubbles.set(bubble.id, bubble);
    const element = drawBubble(bubble, old ?? undefined, press);
    if (old === null) log.append(element);
  }

  /** What there is before the first message: the button every app shows then. */
  function showStart() {
    find('.start')?.remove();
    if (log.ariaBusy === 'true' || (bubbles.size > 0 && state.open)) return;
    const card = document.createElement('div');
    card.className = 'start';
    const note = document.createElement('p');
    note.textContent = say(state.open ? words.empty : words.gone);
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = say(state.open ? words.begin : words.return);
    button.addEventListener('click', () => {
      void does({ act: state.open ? 'begin' : 'return' });
      text.focus();
    });
    card.append(note, button);
    log.append(card);
  }

  function showPerson() {
    if (person !== null) find('.you').textContent = say('youAre', { name: person.name });
  }

  const protection =
    channel === 'zalo-bot' ? createProtection(root, (on) => void does({ act: 'protect', on })) : null;

  // Whoever reads the end goes on reading it: when messages come, and when the keyboard takes some room.
  // A message too long for the screen is shown from its beginning.
  let following = true;
  let placedAt = 0;
  function showEnd() {
    const newest = [...log.querySelectorAll('.bubble.bot')].at(-1);
    log.scrollTop = log.scrollHeight;
    if (newest === log.lastElementChild) log.scrollTop = Math.min(log.scrollTop, newest.offsetTop - 8);
    placedAt = log.scrollTop;
    following = true;
  }
  log.addEventListener('scroll', () => {
    if (Math.abs(log.scrollTop - placedAt) < 3) return;
    following = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  });
  new ResizeObserver(() => following && showEnd()).observe(log);
  // A picture takes its room when it has come.
  log.addEventListener('load', () => following && showEnd(), true);

  find('.composer').addEventListener('submit', (event) => {
    event.preventDefault();
    if (text.value.trim() === '') return;
    void does({ act: 'text', text: text.value });
    text.value = '';
  });
  text.addEventListener('keydown', (event) => {
    // An Enter that ends the composing of a letter (Telex, VNI) is no sending.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    find('.composer').requestSubmit();
  });
  const showMenu = (shown) => {
    menu.hidden = !shown;
    more.ariaExpanded = String(shown);
  };
  more.addEventListener('click', () => showMenu(menu.hidden));
  menu.addEventListener('click', ({ target }) => {
    if (target.dataset.act === undefined) return;
    void does({ act: target.dataset.act });
    showMenu(false);
    more.focus();
  });
  menu.addEventListener('keydown', ({ key: pressed }) => {
    if (pressed !== 'Escape') return;
    showMenu(false);
    more.focus();
  });
  find('.fresh').addEventListener('click', () => {
    forget(channel);
    person = null;
    log.replaceChildren();
    bubbles.clear();
    log.ariaBusy = 'true';
    reconnect();
    text.focus();
  });

  inEveryLanguage(() => {
    translate(root);
    find('.fresh').ariaLabel = say('newPersonOn', { app: words.app });
    text.ariaLabel = say('messageOn', { app: words.app });
    log.ariaLabel = say('conversation', { app: words.app });
    showPerson();
    bubbles.forEach(draw);
    showState();
    showStart();
  });

  return {
    channel,
    async admit() {
      person = await admit(channel);
      showPerson();
      return person.id;
    },
    isOf: (id) => person?.id === id,
    update({ bubbles: changed, state: next }) {
      const follow = following || changed.some(({ from }) => from === 'person');
      state = next;
      changed.forEach(draw);
      showState();
      log.ariaBusy = 'false';
      showStart();
      if (follow) showEnd();
    },
  };
}
