// What stands in a question's controls, as scoring wants it, and back.
const all = (root, selector) => [...root.querySelectorAll(selector)];
const chosen = form => all(form, 'input[name=choice]:checked').map(input => Number(input.value));
const listed = response => Array.isArray(response) ? response : [];
const value = field => field.matches('select') ? field.value === '' ? null : Number(field.value) : field.value;

const fields = {
  one: {
    read: form => chosen(form)[0] ?? null,
    write: (form, response) => all(form, 'input[name=choice]').forEach(input => { input.checked = Number(input.value) === response; }),
    empty: response => response === null,
  },
  many: {
    read: form => chosen(form),
    write: (form, response) => all(form, 'input[name=choice]').forEach(input => { input.checked = listed(response).includes(Number(input.value)); }),
    empty: response => response.length === 0,
  },
  text: {
    read: form => form.querySelector('[name=text]')?.value ?? '',
    write: (form, response) => { const field = form.querySelector('[name=text]'); if (field) field.value = typeof response === 'string' ? response : field.defaultValue; },
    empty: response => !strip(response),
  },
  match: {
    read(form) {
      const given = [];
      for (const field of all(form, '[data-left]')) given[field.dataset.left] = value(field);
      return given;
    },
    write: (form, response) => all(form, '[data-left]').forEach(field => { field.value = response?.[field.dataset.left] ?? ''; }),
    empty: response => response.every(one => one === null),
  },
  order: {
    read: form => all(form, '[data-item]').map(item => Number(item.dataset.item)),
    write(form, response) {
      const list = form.querySelector('.order');
      const items = listed(response).map(one => list.querySelector(`[data-item="${Number(one)}"]`));
      if (new Set(items).size === list.children.length && !items.includes(null)) list.append(...items);
    },
    empty: () => false,
  },
  blanks: {
    read: form => all(form, '[data-blank]').map(value),
    write: (form, response) => all(form, '[data-blank]').forEach((field, i) => { field.value = response?.[i] ?? ''; }),
    empty: response => response.every(one => one === null || one === ''),
  },
};
fields.number = fields.text;
fields.self = fields.text;

// Choices in another order on every visit; pinned ones stay where they are. Nodes are moved, nothing is built anew.
let state = Math.floor(Math.random() * 2 ** 32);
const random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};
function shuffle(list) {
  const items = [...list.children];
  const free = items.filter(item => !('fixed' in item.dataset));
  for (let i = free.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [free[i], free[j]] = [free[j], free[i]];
  }
  list.append(...items.map(item => 'fixed' in item.dataset ? item : free.shift()));
}
