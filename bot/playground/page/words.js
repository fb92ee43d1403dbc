// The words of the frame around the chat, in the language of the phone; what the bot says is not here.

const TABLE = {
  //            Кыргызча                Русский                    English
  menu:        ["Меню",                 "Меню",                    "Menu"],
  connecting:  ["туташууда…",           "соединение…",             "connecting…"],
  bot:         ["бот",                  "бот",                     "bot"],
  typing:      ["жазып жатат",          "печатает",                "typing"],
  start:       ["БАШТОО",               "СТАРТ",                   "START"],
  about:       ["Бул бот эмне кыла алат?", "Что умеет этот бот?",  "What can this bot do?"],
  message:     ["Билдирүү",             "Сообщение",               "Message"],
  chat:        ["Жазышуу",              "Переписка",               "Conversation"],
  send:        ["Жөнөтүү",              "Отправить",               "Send"],
  attach:      ["Тиркөө",               "Прикрепить",              "Attach"],
  down:        ["Эң ылдыйга",           "Вниз",                    "Scroll down"],
  edit:        ["Оңдоо",                "Изменить",                "Edit"],
  edited:      ["оңдолду",              "изменено",                "edited"],
  cancel:      ["Жокко чыгаруу",        "Отмена",                  "Cancel"],
  copy:        ["Көчүрүү",              "Копировать",              "Copy"],
  copied:      ["Көчүрүлдү",            "Скопировано",             "Copied"],
  forwarded:   ["Кайра жөнөтүлдү:",     "Переслано от",            "Forwarded from"],
  buttons:     ["Баскычтар",            "Кнопки",                  "Buttons"],
  sticker:     ["Стикер",               "Стикер",                  "Sticker"],
  photo:       ["Сүрөт",                "Фото",                    "Photo"],
  video:       ["Видео",                "Видео",                   "Video"],
  voice:       ["Үн билдирүү",          "Голосовое сообщение",     "Voice message"],
  document:    ["Файл",                 "Файл",                    "File"],
  location:    ["Турган жер",           "Геопозиция",              "Location"],
  contact:     ["Байланыш",             "Контакт",                 "Contact"],
  settings:    ["Жөндөөлөр",            "Настройки",               "Settings"],
  language:    ["Телефондун тили",      "Язык телефона",           "Language of the phone"],
  person:      ["Ким жазат",            "Кто пишет",               "Who is writing"],
  name:        ["Жаңы адамдын аты",     "Имя нового человека",     "Name of a new person"],
  add:         ["Адам кошуу",           "Добавить человека",       "Add a person"],
  theme:       ["Түнкү режим",          "Тёмная тема",             "Dark mode"],
  clear:       ["Чатты тазалоо",        "Очистить чат",            "Clear the chat"],
  today:       ["Бүгүн",                "Сегодня",                 "Today"],
  yesterday:   ["Кечээ",                "Вчера",                   "Yesterday"],
  silent:      ["Сервер жооп бербей жатат", "Сервер не отвечает",  "The server does not answer"],
};
const COLUMNS = { ky: 0, ru: 1, en: 2 };
// Browsers know no Kyrgyz dates.
const MONTHS = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split(" ");

export const LANGUAGES = { ky: "Кыргызча", ru: "Русский", en: "English", uz: "Oʻzbekcha", zh: "中文" };

export function wordsOf(code) {
  const language = code in COLUMNS ? code : "en";
  const words = Object.fromEntries(Object.entries(TABLE).map(([key, row]) => [key, row[COLUMNS[language]]]));
  return { ...words, language_code: language };
}

export function timeOf(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

export function dayOf(seconds, words) {
  const day = new Date(seconds * 1000);
  const midnight = new Date().setHours(0, 0, 0, 0);
  const ago = Math.round((midnight - new Date(day).setHours(0, 0, 0, 0)) / 86_400_000);
  if (ago === 0) return words.today;
  if (ago === 1) return words.yesterday;
  if (words.language_code === "ky") return `${day.getDate()}-${MONTHS[day.getMonth()]}`;
  return day.toLocaleDateString(words.language_code, { day: "numeric", month: "long" });
}
