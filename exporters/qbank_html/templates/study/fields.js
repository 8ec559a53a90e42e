// What stands in a question's controls, as scoring wants it, and back.
const chosen = form => all(form, '[name=choice]:checked').map(input => Number(input.value));
const tick = (form, picked) => all(form, '[name=choice]').forEach(input => { input.checked = picked.includes(Number(input.value)); });
const listed = response => Array.isArray(response) ? response : [];
const value = field => field.matches('select') ? field.value === '' ? null : Number(field.value) : field.value;

const fields = {
  one: {
    read: form => chosen(form)[0] ?? null,
    write: (form, response) => tick(form, [response]),
    empty: response => response === null,
  },
  many: {
    read: chosen,
    write: (form, response) => tick(form, listed(response)),
    empty: response => response.length === 0,
  },
  text: {
    read: form => find(form, '[name=text]')?.value ?? '',
    write: (form, response) => { const field = find(form, '[name=text]'); if (field) field.value = typeof response === 'string' ? response : field.defaultValue; },
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
      const list = find(form, '.order');
      const items = listed(response).map(one => find(list, `[data-item="${Number(one)}"]`));
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
function mixed(items) {
  const list = [...items];
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}
function shuffle(list) {
  const items = [...list.children];
  const free = mixed(items.filter(item => !('fixed' in item.dataset)));
  list.append(...items.map(item => 'fixed' in item.dataset ? item : free.shift()));
}
