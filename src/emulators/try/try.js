import { createFaultsPanel } from './faults.js';
import { createPhone } from './phone.js';
import { PLATFORMS } from './platforms.js';
import { createRecords } from './records.js';
import { keepListening } from './server.js';
import { createTabs } from './tabs.js';
import { currentLanguage, inEveryLanguage, say, setLanguage } from './texts.js';

const lost = document.getElementById('lost');
const languages = document.getElementById('switch-language');
const records = createRecords();
const heard = new Set();

const phones = Object.keys(PLATFORMS).map((channel) =>
  createPhone(channel, () => {
    records.clear(channel);
    void connect();
  }),
);

const connect = keepListening(
  async () =>
    Object.fromEntries(await Promise.all(phones.map(async (phone) => [phone.channel, await phone.admit()]))),
  {
    onChat(news) {
      phones.find(({ channel, isOf }) => channel === news.channel && isOf(news.id))?.update(news);
    },
    onDeclarations({ channel, id, declarations }) {
      records.update(channel, declarations, heard.has(id));
      heard.add(id);
    },
    onLost(isLost) {
      lost.textContent = isLost ? say('lost') : '';
    },
  },
);

languages.addEventListener('click', () => setLanguage(currentLanguage() === 'vi' ? 'en' : 'vi'));
inEveryLanguage(() => {
  const other = currentLanguage() === 'vi' ? 'en' : 'vi';
  languages.textContent = other === 'en' ? 'English' : 'Tiếng Việt';
  languages.lang = other;
});

createTabs();
createFaultsPanel();
setLanguage(currentLanguage());
void connect();
