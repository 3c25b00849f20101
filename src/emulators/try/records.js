import { platformMark } from './platforms.js';
import { currentLanguage, inEveryLanguage, say } from './texts.js';

const PERSON = {
  name: 'name',
  birth: 'birth',
  gender: 'gender',
  nationality: 'nationality',
  phone: 'phone_',
  area_code: 'area',
  address_line: 'address_line',
  symptoms: 'symptoms',
  exposures: 'exposures',
  conditions: 'conditions',
};

/** The stored declarations of this tab's people, newest first, read from the columns they are stored in. */
export function createRecords() {
  const list = document.getElementById('records-list');
  const news = document.getElementById('records-news');
  const byChannel = new Map();
  const known = new Set();

  function draw() {
    const all = [...byChannel]
      .flatMap(([channel, records]) => records.map((record) => ({ channel, record })))
      .sort((a, b) => new Date(b.record.declared_at) - new Date(a.record.declared_at));
    const open = new Set([...list.querySelectorAll('details[open]')].map((one) => one.dataset.id));
    list.replaceChildren(...all.map(({ channel, record }) => card(channel, record, open)));
    document.querySelector('.records .empty').hidden = all.length > 0;
    document.getElementById('stored-count').textContent = all.length === 0 ? '' : ` (${all.length})`;
  }

  inEveryLanguage(draw);
  return {
    /** @param announce whether this is news, or what was there when the page was opened */
    update(channel, records, announce) {
      byChannel.set(channel, records);
      const fresh = records.filter(({ id }) => !known.has(id));
      for (const { id } of records) known.add(id);
      if (announce && fresh.length > 0) news.textContent = say('storedNow', { receipt: fresh[0].receipt });
      draw();
    },
    clear(channel) {
      byChannel.delete(channel);
      draw();
    },
  };
}

function card(channel, record, open) {
  const level = Number(record.level);
  const title = make('h3', '', platformMark(channel), make('span', 'receipt', record.receipt));
  const badge = make(
    'p',
    `level level-${level}`,
    make('strong', '', say(`level${level}`)),
    say('level', { level }),
  );
  const facts = make('dl', '');
  fact(facts, say('declaredAt'), moment(record.declared_at));
  fact(facts, say('status'), say(record.status));
  fact(facts, say('rules'), [record.rules].flat().join(', '));
  fact(facts, say('ruleset'), [record.ruleset, record.ruleset_version].join(' · '));
  if (record.deadline) fact(facts, say('deadline'), moment(record.deadline));
  const person = make('dl', '');
  for (const [column, key] of Object.entries(PERSON)) {
    const value = [record[column] ?? []].flat().join(', ');
    if (value !== '') fact(person, say(key), value);
  }
  const answers = make('details', '', make('summary', '', say('answers')), table(record.answers ?? {}));
  answers.dataset.id = record.id;
  answers.open = open.has(record.id) || open.size === 0;
  return make('article', '', title, badge, facts, make('h4', '', say('person')), person, answers);
}

function table(answers) {
  const heads = ['question', 'words', 'kept'].map((key) => {
    const head = make('th', '', say(key));
    head.scope = 'col';
    return head;
  });
  // Stored as JSONB, which keeps no order of its own.
  const inOrder = Object.entries(answers).sort(([, a], [, b]) => a.at - b.at);
  const rows = inOrder.map(([block, answer]) => {
    const sealed = answer.sealed === undefined ? null : say('sealed');
    const head = make('th', '', block.replaceAll('_', ' '));
    head.scope = 'row';
    const kept = make('td', '', sealed ?? [answer.value].flat().join(', '));
    return make('tr', '', head, make('td', '', sealed ?? answer.raw ?? ''), kept);
  });
  return make('table', '', make('thead', '', make('tr', '', ...heads)), make('tbody', '', ...rows));
}

const moment = (time) =>
  new Date(time).toLocaleString(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' });

function fact(list, name, value) {
  list.append(make('dt', '', name), make('dd', '', value));
}

/** Strings among the children go in as text. */
function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  element.append(...children);
  return element;
}
