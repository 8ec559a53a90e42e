// Items go up and down. Their neighbour is what moves in the document, so that the focus stays on the button.
function arrange(question) {
  const list = find(question.form, '.order');
  for (const moves of all(list, '.moves')) moves.hidden = false;
  on(list, 'click', event => {
    const button = event.target.closest('[data-move]');
    if (!button) return;
    const item = button.closest('li');
    const [before, after] = [item.previousElementSibling, item.nextElementSibling];
    if (button.dataset.move === '1' && after) item.before(after);
    if (button.dataset.move === '-1' && before) item.after(before);
    if (button.dataset.move === '1' ? after : before) question.change();
    say(filled(words.position_n_of_m, { n: [...list.children].indexOf(item) + 1, m: list.children.length }));
  });
}
