import { currentLanguage, say } from './texts.js';

/** Kinds whose text alone does not tell what was sent. */
const NAMED = new Set(['photo', 'voice', 'location', 'contact']);

/**
 * Draws one message, or draws it anew into the element it had. Whatever people and bots wrote goes in as text,
 * never as markup; buttons that stay the same keep their focus.
 */
export function drawBubble(bubble, old, press) {
  const element = old ?? document.createElement('div');
  element.className = `bubble ${bubble.from} ${bubble.kind}`;
  element.dataset.id = bubble.id;
  const drawn = `${currentLanguage()} ${bubble.text}`;
  if (element.dataset.drawn !== drawn) {
    element.dataset.drawn = drawn;
    element.replaceChildren(...words(bubble));
    delete element.dataset.shape;
  }
  const shape = JSON.stringify(bubble.buttons.map((row) => row.map(({ title, does }) => [title, does])));
  if (element.dataset.shape !== shape) {
    element.dataset.shape = shape;
    element.querySelector('.buttons')?.remove();
    if (bubble.buttons.length > 0) element.append(buttonsOf(bubble, press));
  }
  bubble.buttons
    .flat()
    .forEach((button, at) => markPressed(element.querySelectorAll('.buttons > div > *')[at], button));
  return element;
}

function words({ from, kind, text, picture, at, withheld }) {
  const said = document.createElement('div');
  said.className = 'words';
  const speaker = from === 'person' ? 'you' : from === 'bot' ? 'bot' : 'app';
  said.append(hidden(`${say(speaker)}: `));
  if (picture !== undefined) said.append(pictureOf(picture));
  else if (NAMED.has(kind)) said.append(kindOf(kind));
  if (kind === 'sticker') said.append(hidden(say('sticker')));
  said.append(text);
  const time = document.createElement('time');
  time.dateTime = new Date(at).toISOString();
  time.textContent = new Date(at).toLocaleTimeString(currentLanguage(), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  said.append(time);
  if (!withheld) return [said];
  const note = document.createElement('p');
  note.className = 'withheld';
  note.textContent = say('withheld');
  return [said, note];
}

function buttonsOf(bubble, press) {
  const group = document.createElement('div');
  group.className = 'buttons';
  for (const [y, row] of bubble.buttons.entries()) {
    const line = document.createElement('div');
    line.append(...row.map((button, x) => drawButton(button, () => press(bubble.id, y, x, button))));
    group.append(line);
  }
  return group;
}

function drawButton(button, press) {
  if (button.does === 'open' && /^(https?:\/\/|tel:|sms:)/u.test(button.value)) {
    const link = document.createElement('a');
    Object.assign(link, {
      href: button.value,
      target: '_blank',
      rel: 'noreferrer',
      textContent: `${button.title} ↗`,
    });
    return link;
  }
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = button.title;
  element.addEventListener('click', press);
  return element;
}

function markPressed(element, { pressed = false }) {
  if (element === undefined || element.classList.contains('pressed') === pressed) return;
  element.classList.toggle('pressed', pressed);
  if (pressed) element.append(hidden(` (${say('pressed')})`));
}

function hidden(text) {
  const element = document.createElement('span');
  element.className = 'hidden';
  element.textContent = text;
  return element;
}

/** Only of this server: the page loads nothing from elsewhere, and says then that there is a picture. */
function pictureOf(address) {
  const element = document.createElement('img');
  element.src = address;
  element.alt = say('photo');
  return element;
}

function kindOf(kind) {
  const element = document.createElement('span');
  element.className = 'kind';
  element.textContent = say(kind);
  return element;
}
