// Keys, off while one types, and off altogether where one wants that.
const typing = element => element.matches('textarea, select, input:not([type=radio], [type=checkbox])');

// The question one is in; else the one whose place on the screen is the uppermost.
function current() {
  const list = view.questions;
  const inside = document.activeElement?.closest?.('article.question');
  return list.find(question => question.element === inside)
    || list.find(question => question.element.getBoundingClientRect().bottom > 120) || list.at(-1);
}

function go(step) {
  const list = view.questions;
  const here = current();
  const inside = here?.element.contains(document.activeElement);
  const next = list[list.indexOf(here) + (inside || step < 0 ? step : 0)];
  next?.element.focus();
}

const actions = {
  n: () => go(1),
  p: () => go(-1),
  h: () => current()?.hint(),
  r: () => { const here = current(); if (here && here.state !== 'open') here.retry(); },
  '?': () => part('help').showModal(),
  enter(event) {
    if (event.target.closest('button, summary, a, input, label, dialog')) return false;
    current()?.press();
    return true;
  },
};

on(document, 'keydown', event => {
  const menu = event.key === 'Escape' && event.target.closest('.menu[open]');
  if (menu) { menu.open = false; menu.firstElementChild.focus(); }
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
  if (!store.data.keys || part('help').open || typing(event.target)) return;
  const key = event.key.toLowerCase();
  if (/^[1-9]$/.test(key)) {
    const form = current()?.form;
    const input = form && all(form, 'ul.choices input')[key - 1];
    if (input) { input.click(); event.preventDefault(); }
  } else if (Object.hasOwn(actions, key) && actions[key](event) !== false) event.preventDefault();
});

session.start();
