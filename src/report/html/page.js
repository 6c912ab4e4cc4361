'use strict';
// Filters, steps and the card. The page is whole without it: everything shown here is taken from the page itself,
// by cloning nodes and by text, never by markup.
(() => {
  const root = document.documentElement;
  root.classList.add('js');
  const $ = (id) => document.getElementById(id);
  const all = (selector) => Array.from(document.querySelectorAll(selector));

  // One item per finding, in reading order. What belongs to it is looked up when first needed.
  const blocks = all('.b');
  const blockIndex = new Map(blocks.map((block, index) => [block, index]));
  const families = all('.rules dl > div').reduce((map, rule) => map.set(rule.id.slice(1), rule.dataset.family), new Map());
  const items = all('a.ref').map((ref, index) => ({
    index,
    ref,
    id: ref.id.slice(1),
    tier: ref.classList[1],
    rule: ref.dataset.r,
    block: blockIndex.get(ref.closest('.b')),
    on: true,
  }));
  const byId = new Map(items.map((item) => [item.id, item]));
  let pieces = null;
  const marksOf = (item) => {
    if (!pieces) {
      pieces = new Map();
      for (const mark of all('mark.m')) {
        const known = pieces.get(mark.dataset.n);
        if (known) known.push(mark);
        else pieces.set(mark.dataset.n, [mark]);
      }
    }
    return pieces.get(item.id) || [];
  };
  const noteOf = (item) => $('n' + item.id);

  // ---- Filters
  let shown = items;
  let current = null;
  const tiers = all('input[name="tier"]');
  const family = $('family');
  const rule = $('rule');

  const say = () => {
    const at = current && current.on ? shown.indexOf(current) + 1 : 0;
    const total = shown.length.toLocaleString('en');
    const notes = shown.length === 1 ? ' note' : ' notes';
    if (at) $('where').textContent = at.toLocaleString('en') + ' of ' + total;
    else if (shown.length < items.length) $('where').textContent = total + ' of ' + items.length.toLocaleString('en') + notes;
    else $('where').textContent = total + notes;
  };

  const filter = () => {
    const wanted = new Set(tiers.filter((box) => box.checked).map((box) => box.value));
    for (const item of items) {
      const on = wanted.has(item.tier) && (!family.value || families.get(item.rule) === family.value) && (!rule.value || item.rule === rule.value);
      if (on === item.on) continue;
      item.on = on;
      item.ref.classList.toggle('off', !on);
      noteOf(item).classList.toggle('off', !on);
      for (const mark of marksOf(item)) mark.classList.toggle('off', !on);
    }
    shown = items.filter((item) => item.on);
    const noted = new Set(shown.map((item) => item.block));
    blocks.forEach((block, index) => block.classList.toggle('none', !noted.has(index)));
    if (current && !current.on) leave();
    say();
  };

  const chooseFamily = () => {
    for (const group of rule.querySelectorAll('optgroup')) {
      const off = Boolean(family.value) && group.label !== family.value;
      group.disabled = off;
      group.hidden = off;
    }
    if (family.value && rule.value && families.get(rule.value) !== family.value) rule.value = '';
    filter();
  };

  for (const box of tiers) box.addEventListener('change', filter);
  rule.addEventListener('change', filter);
  family.addEventListener('change', chooseFamily);
  $('only').addEventListener('change', (event) => root.classList.toggle('only-noted', event.target.checked));

  // ---- The card
  const card = $('card');
  const wide = window.matchMedia('(min-width: 66rem)');
  let carded = null;

  const light = (item, on) => {
    noteOf(item).classList.toggle('at', on);
    for (const mark of marksOf(item)) mark.classList.toggle('at', on);
  };

  const link = (item) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'note ' + item.ref.textContent;
    button.addEventListener('click', () => choose(item, true));
    return button;
  };

  const fill = (item) => {
    const note = noteOf(item);
    const about = $('r' + item.rule);
    const copy = (selector) => note.querySelector(selector).cloneNode(true);
    const key = document.createElement('span');
    key.className = 'key ' + item.tier;
    key.textContent = item.tier;
    $('card-tier').replaceChildren('Note ' + item.ref.textContent + ' · ', key);
    $('card-note').replaceChildren(copy('.fix'), copy('.msg'), copy('.more'));
    $('card-rule').replaceChildren(...Array.from(about.querySelectorAll('dd > p'), (p) => p.cloneNode(true)));
    $('card-allow').textContent = item.ref.closest('.doc').dataset.allow.replace('RULE', about.dataset.name);
    $('card-only').textContent = rule.value === item.rule ? 'Show all rules' : 'Show only ' + about.dataset.name;
    const around = new Set();
    for (const mark of marksOf(item)) {
      for (let up = mark.parentElement.closest('mark.m'); up; up = up.parentElement.closest('mark.m')) around.add(up.dataset.n);
    }
    around.delete(item.id);
    const others = Array.from(around, (id) => byId.get(id)).filter((other) => other && other.on);
    $('card-also').hidden = others.length === 0;
    $('card-also').replaceChildren('Inside another finding: ', ...others.map(link));
    card.setAttribute('aria-label', 'Note ' + item.ref.textContent);
    card.scrollTop = 0;
  };

  // In the margin beside the mark where there is a margin, otherwise at the foot of the window.
  const place = (item) => {
    card.style.top = card.style.left = '';
    if (!wide.matches) return;
    const mark = marksOf(item)[0] || item.ref;
    const top = mark.getClientRects()[0].top;
    const text = item.ref.closest('.t').getBoundingClientRect();
    const left = Math.min(text.right + 20, root.clientWidth - card.offsetWidth - 8);
    const lowest = window.innerHeight - card.offsetHeight - 12;
    card.style.left = left + window.scrollX + 'px';
    card.style.top = Math.max($('next').closest('.tools').getBoundingClientRect().bottom + 8, Math.min(top - 12, lowest)) + window.scrollY + 'px';
  };

  const show = (item) => {
    if (carded === item && !card.hidden) return;
    if (carded) light(carded, false);
    carded = item;
    light(item, true);
    fill(item);
    card.hidden = false;
    document.body.classList.add('noted');
    place(item);
  };

  const hide = () => {
    if (carded) light(carded, false);
    carded = null;
    card.hidden = true;
    document.body.classList.remove('noted');
  };

  const leave = () => {
    current = null;
    hide();
    say();
  };

  // Makes a note the current one: it stays until another is chosen, Escape, or a click elsewhere.
  const choose = (item, scroll) => {
    current = item;
    if (document.activeElement !== item.ref) item.ref.focus({ preventScroll: true });
    if (scroll) item.ref.scrollIntoView({ block: wide.matches ? 'center' : 'start', inline: 'nearest' });
    show(item);
    place(item);
    say();
  };

  // From the current note, or from the top of the window if the reader has gone elsewhere.
  const step = (by) => {
    if (!shown.length) return;
    const inView = (block) => {
      const box = block.getBoundingClientRect();
      return box.bottom > 0 && box.top < window.innerHeight;
    };
    let next;
    if (current && inView(blocks[current.block])) {
      next = shown[(shown.indexOf(current) + by + shown.length) % shown.length];
    } else {
      let low = 0;
      let high = blocks.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (blocks[middle].getBoundingClientRect().bottom > 60) high = middle;
        else low = middle + 1;
      }
      const at = shown.findIndex((item) => item.block >= low);
      if (by > 0) next = shown[at < 0 ? 0 : at];
      else next = shown[((at < 0 ? shown.length : at) - 1 + shown.length) % shown.length];
    }
    choose(next, true);
  };

  $('next').addEventListener('click', () => step(1));
  $('previous').addEventListener('click', () => step(-1));
  $('card-next').addEventListener('click', () => step(1));
  $('card-previous').addEventListener('click', () => step(-1));
  $('card-close').addEventListener('click', leave);
  $('card-only').addEventListener('click', () => {
    const item = carded;
    family.value = '';
    rule.value = rule.value === item.rule ? '' : item.rule;
    chooseFamily();
    choose(item, true);
  });

  // ---- Pointer
  const found = (target) => {
    const element = target.closest('mark.m:not(.off), a.ref');
    return element && byId.get(element.dataset.n || element.id.slice(1));
  };
  let timer = 0;
  let hinted = null;
  document.addEventListener('pointerover', (event) => {
    if (event.pointerType !== 'mouse') return;
    clearTimeout(timer);
    if (hinted && hinted !== carded) light(hinted, false);
    hinted = null;
    if (card.contains(event.target)) return;
    const item = found(event.target);
    const note = event.target.closest('li.note');
    if (item) timer = setTimeout(show, 100, item);
    else if (note) light((hinted = byId.get(note.id.slice(1))), true);
    // Time to reach the card before it goes or gives way to the current note.
    if (!item && carded && carded !== current) timer = setTimeout(() => (current ? show(current) : hide()), 350);
  });
  document.addEventListener('click', (event) => {
    if (card.contains(event.target) || event.target.closest('.tools, dialog')) return;
    const note = event.target.closest('li.note');
    const item = note ? byId.get(note.id.slice(1)) : found(event.target);
    if (!item) {
      if (!card.hidden) leave();
      return;
    }
    if (note && event.target.closest('a') && !event.target.closest('a.no')) return;
    if (event.target.closest('a')) event.preventDefault();
    choose(item, false);
    // By keyboard a second step leads into the card.
    if (event.detail === 0) card.focus();
  });

  // ---- Focus and keys
  document.addEventListener('focusin', (event) => {
    const item = event.target.matches('a.ref') && byId.get(event.target.id.slice(1));
    if (item && item !== current) choose(item, false);
    else if (!item && !card.hidden && current && !card.contains(event.target) && !event.target.closest('.tools, dialog')) leave();
  });
  const help = $('help');
  $('help-open').addEventListener('click', () => help.showModal());
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.key === 'Escape') {
      const item = current;
      const inside = card.contains(document.activeElement);
      if (!card.hidden) leave();
      if (inside && item) {
        item.ref.focus({ preventScroll: true });
        leave();
      }
      return;
    }
    if (event.target.closest('select, textarea, input:not([type="checkbox"])')) return;
    const arrow = event.key === 'ArrowRight' || event.key === 'ArrowLeft';
    if (!arrow && !$('keys').checked) return;
    if (['j', 'n', 'ArrowRight'].includes(event.key)) step(1);
    else if (['k', 'p', 'ArrowLeft'].includes(event.key)) step(-1);
    else if (event.key === '?') help.showModal();
    else return;
    event.preventDefault();
  });

  $('theme').addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });
  window.addEventListener('resize', () => carded && place(carded));

  chooseFamily();
  const linked = byId.get(location.hash.slice(2));
  if (linked && /^#[mn]/.test(location.hash)) choose(linked, true);
})();
