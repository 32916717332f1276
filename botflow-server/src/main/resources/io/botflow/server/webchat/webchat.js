// The web chat of a page. One line puts it there:
//   <script src="https://SERVER/webchat/webchat.js" data-channel="KEY" async></script>
// data-title, data-greeting, data-language (en, af, ar, de, es, fr, pt), data-position (left, right),
// data-accent, data-accent-text, data-background, data-text (colours), data-open ("true"),
// data-keep ("session": forget the visitor with the browser window).
// Nothing here needs more of a page's policy than script-src and connect-src of the server.
(() => {
  'use strict';
  const script = document.currentScript;
  const settings = script ? script.dataset : {};
  const channel = settings.channel;
  if (!channel) {
    return;
  }

  const WORDS = {
    en: { open: 'Open chat', close: 'Close chat', title: 'Chat', write: 'Write a message', send: 'Send',
      connecting: 'Connecting …', typing: 'Typing …', you: 'You', bot: 'Reply',
      failed: 'This message could not be sent', share: 'Share my location',
      noPlace: 'Your location is not available', away: 'The chat is not available here' },
    af: { open: 'Maak klets oop', close: 'Maak klets toe', title: 'Klets', write: 'Skryf ’n boodskap',
      send: 'Stuur', connecting: 'Verbind tans …', typing: 'Skryf tans …', you: 'U', bot: 'Antwoord',
      failed: 'Hierdie boodskap kon nie gestuur word nie', share: 'Deel my ligging',
      noPlace: 'U ligging is nie beskikbaar nie', away: 'Die klets is nie hier beskikbaar nie' },
    ar: { open: 'فتح الدردشة', close: 'إغلاق الدردشة', title: 'دردشة', write: 'اكتب رسالة', send: 'إرسال',
      connecting: 'جارٍ الاتصال …', typing: 'يكتب الآن …', you: 'أنت', bot: 'الرد',
      failed: 'تعذّر إرسال هذه الرسالة', share: 'مشاركة موقعي',
      noPlace: 'موقعك غير متاح', away: 'الدردشة غير متاحة هنا' },
    de: { open: 'Chat öffnen', close: 'Chat schließen', title: 'Chat', write: 'Nachricht schreiben',
      send: 'Senden', connecting: 'Verbindung wird hergestellt …', typing: 'Schreibt …', you: 'Sie',
      bot: 'Antwort', failed: 'Diese Nachricht konnte nicht gesendet werden', share: 'Meinen Standort teilen',
      noPlace: 'Ihr Standort ist nicht verfügbar', away: 'Der Chat ist hier nicht verfügbar' },
    pt: { open: 'Abrir o chat', close: 'Fechar o chat', title: 'Chat', write: 'Escreva uma mensagem',
      send: 'Enviar', connecting: 'A ligar …', typing: 'A escrever …', you: 'Você', bot: 'Resposta',
      failed: 'Não foi possível enviar esta mensagem', share: 'Partilhar a minha localização',
      noPlace: 'A sua localização não está disponível', away: 'O chat não está disponível aqui' },
    es: { open: 'Abrir el chat', close: 'Cerrar el chat', title: 'Chat', write: 'Escriba un mensaje',
      send: 'Enviar', connecting: 'Conectando …', typing: 'Escribiendo …', you: 'Usted', bot: 'Respuesta',
      failed: 'No se pudo enviar este mensaje', share: 'Compartir mi ubicación',
      noPlace: 'Su ubicación no está disponible', away: 'El chat no está disponible aquí' },
    fr: { open: 'Ouvrir le chat', close: 'Fermer le chat', title: 'Chat', write: 'Écrivez un message',
      send: 'Envoyer', connecting: 'Connexion …', typing: 'Écrit …', you: 'Vous', bot: 'Réponse',
      failed: 'Ce message n’a pas pu être envoyé', share: 'Partager ma position',
      noPlace: 'Votre position n’est pas disponible', away: 'Le chat n’est pas disponible ici' },
  };
  const wanted = (settings.language || document.documentElement.lang || navigator.language || 'en')
    .slice(0, 2).toLowerCase();
  const language = WORDS[wanted] ? wanted : 'en';
  const words = WORDS[language];
  const rightToLeft = language === 'ar';

  // What is kept between pages: who the visitor is, the last message that came, what was said, and what
  // the server has not acknowledged yet.
  const KEY = 'botflow-webchat:' + channel;
  const MOST_LINES = 200;
  const MOST_WAITING = 50;
  const KEPT_DAYS = 7; // The server knows a message again for eight days.
  const storage = (() => {
    try {
      return settings.keep === 'session' ? sessionStorage : localStorage;
    } catch (e) {
      return null;
    }
  })();
  let state = { token: null, from: 0, lines: [] };
  // Each in an entry of its own, so that windows of the same visitor do not undo each other's.
  const WAITING = KEY + ':';
  let waiting = [];
  function kept() {
    try {
      const found = JSON.parse(storage.getItem(KEY));
      return found && Array.isArray(found.lines) ? found : null;
    } catch (e) {
      return null; // Nothing is kept, or nothing can be.
    }
  }
  function load() {
    state = kept() || state;
    try {
      const old = Date.now() - KEPT_DAYS * 86400000;
      for (const key of Object.keys(storage).filter((one) => one.startsWith(WAITING))) {
        const one = JSON.parse(storage.getItem(key));
        if (one && one.id && one.at > old) {
          waiting.push(one);
        } else {
          storage.removeItem(key);
        }
      }
      waiting.sort((a, b) => a.at - b.at);
    } catch (e) {
      // As above.
    }
  }
  function wait(one) {
    waiting.push(one);
    try {
      storage.setItem(WAITING + one.id, JSON.stringify(one));
    } catch (e) {
      // As below.
    }
  }
  function unwait(id) {
    waiting = waiting.filter((one) => one.id !== id);
    try {
      storage.removeItem(WAITING + id);
    } catch (e) {
      // As below.
    }
  }
  function save() {
    state.lines = state.lines.slice(-MOST_LINES);
    try {
      storage.setItem(KEY, JSON.stringify(state));
    } catch (e) {
      // Then it lasts as long as the page.
    }
  }
  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  }

  // The page's part: all in a shadow root, so that neither styles the other.
  const host = document.createElement('div');
  host.setAttribute('lang', language);
  host.setAttribute('dir', rightToLeft ? 'rtl' : 'ltr');
  const root = host.attachShadow({ mode: 'open' });
  const CSS = `
    :host { all: initial; direction: ltr; --accent: #14532d; --accent-text: #fff; --background: #fff; --text: #1c2321;
      position: fixed; z-index: 2147483000; bottom: 1rem; right: 1rem; }
    :host([dir=rtl]) { direction: rtl; }
    :host([data-position=left]) { right: auto; left: 1rem; }
    * { box-sizing: border-box; font: 16px/1.4 system-ui, sans-serif; }
    button { cursor: pointer; border: 1px solid var(--accent); border-radius: 1.25rem; padding: .5rem 1rem;
      background: var(--background); color: var(--text); min-height: 2.75rem; }
    button:disabled { cursor: default; opacity: .6; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
    .launch, .send { background: var(--accent); color: var(--accent-text); }
    .panel { position: absolute; bottom: 3.75rem; right: 0; display: flex; flex-direction: column;
      width: min(24rem, calc(100vw - 2rem)); height: min(36rem, calc(100vh - 6rem));
      background: var(--background); color: var(--text); border: 1px solid var(--accent);
      border-radius: .75rem; overflow: hidden; }
    :host([data-position=left]) .panel { right: auto; left: 0; }
    [hidden] { display: none !important; }
    .head { display: flex; align-items: center; justify-content: space-between; padding-block: .25rem; padding-inline: 1rem .25rem;
      background: var(--accent); color: var(--accent-text); }
    .head h2 { margin: 0; font-weight: 600; }
    .head button { border: 0; background: transparent; color: inherit; }
    .log { flex: 1; overflow-y: auto; padding: 1rem; display: flex; flex-direction: column; gap: .5rem; }
    .line { max-width: 85%; align-self: flex-start; overflow-wrap: anywhere; white-space: pre-wrap;
      border: 1px solid color-mix(in srgb, var(--text) 25%, transparent); border-radius: .75rem; padding: .5rem .75rem; }
    .mine { align-self: flex-end; background: var(--accent); color: var(--accent-text); border-color: transparent; }
    .pending { opacity: .7; }
    .failed { outline: 2px dashed #b91c1c; }
    .strong { font-weight: 600; display: block; }
    .small { font-size: 13px; display: block; }
    .choices { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .5rem; white-space: normal; }
    .choices p { flex-basis: 100%; margin: .25rem 0 0; font-weight: 600; }
    summary { cursor: pointer; padding: .5rem 0; }
    img { max-width: 100%; height: auto; display: block; border-radius: .5rem; }
    a { color: inherit; }
    .status { min-height: 1.5rem; padding: 0 1rem; font-size: 13px; }
    form { display: flex; gap: .5rem; padding: .5rem; border-top: 1px solid color-mix(in srgb, var(--text) 25%, transparent); }
    textarea { flex: 1; resize: none; padding: .5rem; border: 1px solid color-mix(in srgb, var(--text) 55%, transparent);
      border-radius: .5rem; background: var(--background); color: var(--text); }
    .count { margin-inline-start: .5rem; font-weight: 600; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  `;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];
  } catch (e) {
    const style = document.createElement('style');
    style.nonce = script.nonce;
    style.textContent = CSS;
    root.append(style);
  }
  if (settings.position ? settings.position === 'left' : rightToLeft) {
    host.dataset.position = 'left';
  }
  for (const [name, value] of [['--accent', settings.accent], ['--accent-text', settings.accentText],
    ['--background', settings.background], ['--text', settings.text]]) {
    if (value) {
      host.style.setProperty(name, value);
    }
  }

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === true) {
        made.setAttribute(key, '');
      } else if (value !== null && value !== undefined && value !== false) {
        made.setAttribute(key, value);
      }
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }
  function button(text, onClick, attributes) {
    const made = element('button', { type: 'button', ...attributes }, text);
    made.addEventListener('click', onClick);
    return made;
  }

  const title = settings.title || words.title;
  const count = element('span', { class: 'count' });
  const launch = button(words.open, () => toggle(), { class: 'launch', 'aria-expanded': 'false', 'aria-controls': 'panel' });
  launch.append(count);
  const log = element('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-relevant': 'additions', 'aria-label': title, tabindex: '0' });
  const status = element('div', { class: 'status', role: 'status' });
  const input = element('textarea', { rows: '2', maxlength: '4096', 'aria-label': words.write, placeholder: words.write });
  const send = element('button', { type: 'submit', class: 'send' }, words.send);
  const form = element('form', {}, input, send);
  const panel = element('section', { id: 'panel', class: 'panel', role: 'dialog', 'aria-label': title, hidden: true },
    element('div', { class: 'head' }, element('h2', {}, title),
      button('✕', () => toggle(false), { 'aria-label': words.close })),
    log, status, form);
  root.append(panel, launch);

  let news = 0;
  function toggle(to) {
    const open = to === undefined ? panel.hidden : to;
    panel.hidden = !open;
    launch.setAttribute('aria-expanded', String(open));
    if (open) {
      news = 0;
      count.textContent = '';
      log.scrollTop = log.scrollHeight;
      input.focus();
      connect();
    } else {
      launch.focus();
    }
  }
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      toggle(false);
    }
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  });
  input.addEventListener('input', () => connect());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  function submit() {
    const text = input.value.trim();
    if (text && say('say', { text }, text)) {
      input.value = '';
    }
  }

  // Drawing messages. Only text nodes and attributes are made, never markup.
  const WEB = /^https?:\/\//i;
  function link(url, text) {
    return WEB.test(url)
      ? element('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text)
      : document.createTextNode(text);
  }
  function withLinks(text) {
    const made = document.createDocumentFragment();
    for (const part of String(text).split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/i)) {
      made.append(WEB.test(part) ? link(part, part) : part);
    }
    return made;
  }
  function picture(kind, url, text) {
    if (!url) {
      return null;
    }
    const label = text || url.split('/').pop() || url;
    const made = link(url, label);
    if ((kind === 'image' || kind === 'sticker') && WEB.test(url)) {
      const image = element('img', { src: url, alt: text || '', loading: 'lazy' });
      image.addEventListener('error', () => made.replaceChildren(label));
      made.replaceChildren(image);
      made.setAttribute('aria-label', label);
    }
    return made;
  }
  function choices(options) {
    return options.map((option) => {
      const made = button(option.title, () => {
        if (say('tap', { option: option.id, title: option.title }, option.title)) {
          made.closest('.choices').querySelectorAll('button').forEach((one) => { one.disabled = true; });
          input.focus();
        }
      });
      if (option.description) {
        made.append(element('span', { class: 'small' }, option.description));
      }
      return made;
    });
  }
  function draw(content) {
    const made = element('div', { class: 'line' }, element('span', { class: 'unseen' }, words.bot + ': '));
    if (content.picture) {
      made.append(picture(content.kind, content.picture, null));
    }
    if (content.header) {
      made.append(element('span', { class: 'strong' }, content.header));
    }
    if (content.type === 'media') {
      made.append(picture(content.kind, content.url, content.filename || content.text));
    }
    if (content.text) {
      made.append(element('span', { dir: 'auto' }, withLinks(content.text)));
    }
    if (content.footer) {
      made.append(element('span', { class: 'small' }, content.footer));
    }
    if (content.type === 'buttons') {
      made.append(element('div', { class: 'choices', role: 'group' }, ...choices(content.options)));
    } else if (content.type === 'list') {
      const group = element('div', { class: 'choices', role: 'group' });
      for (const section of content.sections) {
        if (section.title) {
          group.append(element('p', {}, section.title));
        }
        group.append(...choices(section.options));
      }
      made.append(element('details', {}, element('summary', {}, content.open), group));
    } else if (content.type === 'link') {
      made.append(element('div', { class: 'choices' }, link(content.url, content.title)));
    } else if (content.type === 'cards') {
      for (const card of content.cards) {
        made.append(picture(card.kind, card.picture, card.text));
        made.append(element('span', {}, card.text || ''));
        made.append(element('div', { class: 'choices' }, ...(card.url
          ? [link(card.url, card.title)]
          : choices([{ id: card.option || card.title, title: card.title }]))));
      }
    } else if (content.type === 'ask_place') {
      made.append(element('div', { class: 'choices' }, button(words.share, sharePlace)));
    }
    return made;
  }
  function sharePlace() {
    if (!navigator.geolocation) {
      status.textContent = words.noPlace;
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => say('place', { latitude: coords.latitude, longitude: coords.longitude },
        coords.latitude.toFixed(5) + ', ' + coords.longitude.toFixed(5)),
      () => { status.textContent = words.noPlace; });
  }
  function drawMine(line) {
    const made = element('div', { class: 'line mine', 'data-id': line.id },
      element('span', { class: 'unseen' }, words.you + ': '), element('span', { dir: 'auto' }, line.text));
    made.classList.toggle('pending', waiting.some((one) => one.id === line.id));
    if (line.failed) {
      made.classList.add('failed');
      made.append(element('span', { class: 'small' }, words.failed));
    }
    return made;
  }
  function append(made) {
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    log.append(made);
    while (log.children.length > MOST_LINES + 1) {
      log.firstElementChild.remove();
    }
    if (atEnd) {
      log.scrollTop = log.scrollHeight;
    }
  }
  function drawAll() {
    // What is drawn again is no news to a screen reader.
    log.setAttribute('aria-live', 'off');
    log.replaceChildren();
    if (settings.greeting) {
      append(draw({ type: 'text', text: settings.greeting }));
    }
    for (const line of state.lines) {
      append(line.id ? drawMine(line) : draw(line.content));
    }
    setTimeout(() => log.setAttribute('aria-live', 'polite'), 100);
  }
  function mark(id, failed) {
    const line = state.lines.find((one) => one.id === id);
    if (line && failed) {
      line.failed = true;
    }
    const drawn = log.querySelector('[data-id="' + id + '"]');
    if (drawn && line) {
      drawn.replaceWith(drawMine(line));
    }
  }

  // Talking. Messages go out one after the other: the next one when the server has this one for sure.
  let socket = null;
  let welcome = false;
  let tries = 0;
  let over = false;
  let onItsWay = null;
  let timer = null;
  let seenTimer = null;
  let typingTimer = null;

  function say(kind, what, text) {
    if (waiting.length >= MOST_WAITING) {
      return false;
    }
    const id = newId();
    const line = { id, text };
    wait({ id, at: Date.now(), line, frame: { [kind]: { id, ...what } } });
    state.lines.push(line);
    save();
    append(drawMine(line));
    log.scrollTop = log.scrollHeight;
    connect();
    flush();
    return true;
  }
  function flush() {
    const first = waiting[0];
    if (first && welcome && onItsWay === null) {
      onItsWay = first.id;
      tell(first.frame);
    }
  }
  function tell(frame) {
    // One that is about to close takes nothing more; the next one is told again.
    if (socket.readyState === WebSocket.OPEN) {
      socket.send(JSON.stringify(frame));
    }
  }
  function settled(id, failed) {
    unwait(id);
    onItsWay = null;
    mark(id, failed);
    save();
    flush();
  }
  function connect() {
    if (socket || over) {
      return;
    }
    clearTimeout(timer);
    timer = null;
    status.textContent = words.connecting;
    if (!state.token) {
      state.token = (kept() || state).token;
    }
    const url = new URL('/webchat/' + encodeURIComponent(channel) + '/socket', script.src);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const made = new WebSocket(url.href);
    socket = made;
    made.addEventListener('open', () => {
      if (socket === made) {
        tell({ hello: { token: state.token, from: state.from } });
      }
    });
    made.addEventListener('message', (event) => {
      if (socket === made) {
        heard(JSON.parse(event.data));
      }
    });
    made.addEventListener('close', (event) => {
      if (socket === made) {
        closed(event.code);
      }
    });
  }
  function closed(code) {
    socket = null;
    welcome = false;
    onItsWay = null;
    showTyping(false);
    if (code === 4401) {
      state.token = null;
      state.from = 0;
      save();
    }
    if (code === 4400 || code === 4404) {
      over = true;
      status.textContent = words.away;
    } else if (code === 4408 && waiting.length === 0) {
      status.textContent = '';
    } else {
      const wait = Math.min(30000, 500 * 2 ** Math.min(tries++, 6)) * (0.5 + Math.random());
      timer = setTimeout(connect, wait);
    }
  }
  function heard(frame) {
    if (frame.welcome) {
      tries = 0;
      welcome = true;
      status.textContent = '';
      state.token = frame.welcome.token;
      state.from = frame.welcome.from;
      save();
      flush();
    } else if (frame.took) {
      settled(frame.took, false);
    } else if (frame.refused) {
      settled(frame.refused, true);
    } else if (frame.again) {
      setTimeout(() => {
        if (onItsWay === frame.again) {
          onItsWay = null;
          flush();
        }
      }, Math.min(60000, frame.after));
    } else if (frame.message) {
      showTyping(false);
      if (frame.message.number > state.from) {
        state.from = frame.message.number;
        state.lines.push({ content: frame.message.content });
        save();
        append(draw(frame.message.content));
        if (panel.hidden) {
          count.textContent = String(++news);
        }
      }
      // Several at once are acknowledged together.
      if (seenTimer === null) {
        seenTimer = setTimeout(() => {
          seenTimer = null;
          if (welcome) {
            tell({ seen: state.from });
          }
        }, 50);
      }
    } else if (frame.typing) {
      showTyping(true);
    }
  }
  function showTyping(on) {
    clearTimeout(typingTimer);
    if (on) {
      status.textContent = words.typing;
      typingTimer = setTimeout(() => showTyping(false), 15000);
    } else if (status.textContent === words.typing) {
      status.textContent = '';
    }
  }

  // Another window of the same visitor said or heard something.
  addEventListener('storage', (event) => {
    const other = event.key === KEY ? kept() : null;
    // One that has heard less than this one comes after, and is looked at then.
    if (other && other.from >= state.from) {
      state = other;
      for (const one of waiting) {
        if (!state.lines.some((line) => line.id === one.id)) {
          state.lines.push(one.line);
        }
      }
      drawAll();
    }
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && (state.token || !panel.hidden)) {
      connect();
    }
  });

  load();
  for (const one of waiting) {
    if (!state.lines.some((line) => line.id === one.id)) {
      state.lines.push(one.line);
    }
  }
  function begin() {
    document.body.append(host);
    drawAll();
    if (settings.open === 'true') {
      toggle(true);
    } else if (state.token) {
      connect();
    }
  }
  if (document.body) {
    begin();
  } else {
    addEventListener('DOMContentLoaded', begin);
  }
})();
