// The whole page: how far one is, and taking progress along.
const session = {
  questions: [],

  start() {
    store.load();
    this.questions = all(document, 'article.question').map(element => new Question(element));
    part('bar').hidden = false;
    part('not-kept').hidden = store.kept;
    part('keys').checked = store.data.keys;
    on(part('practise'), 'click', () => {
      view.practise(!view.round);
      part('questions').scrollIntoView();
    });
    on(part('again'), 'click', () => {
      view.practise(Boolean(view.due.length));
      view.questions[0]?.element.focus();
    });
    on(part('export'), 'click', () => this.export());
    on(part('import'), 'change', event => this.import(event.target));
    on(part('reset'), 'click', () => this.reset());
    on(part('keys'), 'change', event => { store.data.keys = event.target.checked; store.save(); });
    on(part('help-button'), 'click', () => part('help').showModal());
    on(part('help-close'), 'click', () => part('help').close());
    results.start();
    view.start();
    requestAnimationFrame(scrollable);
    on(window, 'resize', scrollable);
    on(document, 'toggle', scrollable, true);
  },

  update() {
    const { questions } = this;
    part('progress').value = count(questions.filter(question => graded(question.entry)));
    part('tally').textContent = `${rounded(part('progress').value)} / ${rounded(questions.length)}`;
    const due = view.due.length;
    const label = on => on ? filled(part('practise').dataset.text, { n: rounded(due) }) : part('practise').dataset.back;
    part('practise').textContent = label(!view.round);
    part('again').textContent = label(due);
    for (const button of [part('practise'), part('again')]) {
      button.hidden = !due && !view.round && document.activeElement !== button;
    }
    part('summary').textContent = due || questions.some(question => !graded(question.entry)) ? '' : words.all_done;
    for (const question of questions) question.badge();
    results.update();
  },

  export() {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([store.text()], { type: 'application/json' }));
    link.download = `${page.bank}-progress.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  },

  async import(input) {
    const [file] = input.files;
    if (!file) return;
    let taken = false;
    try { taken = store.take(JSON.parse(await file.text())); } catch { taken = false; }
    input.value = '';
    if (!taken) { alert(words.file_wrong); return; }
    store.save();
    this.again();
  },

  reset() {
    if (!confirm(part('reset').dataset.text)) return;
    store.data.entries = {};
    store.save();
    this.again();
  },

  again() {
    for (const question of this.questions) {
      question.reopen();
      question.form.reset();
      for (const box of all(question.answer, '.rubric input')) box.checked = false;
      question.restore();
      question.count();
      question.tally();
    }
    view.practise(false);
    say(`${words.progress}: ${part('tally').textContent}`);
  },
};

// What is wider than the screen can be scrolled by keyboard as well.
function scrollable() {
  const formulas = all(document, 'math:not([display=block])');
  for (const one of formulas) one.classList.remove('wide');
  const wide = formulas.filter((one) => one.getBoundingClientRect().width > one.closest('p, li, td, div, section').clientWidth);
  for (const one of wide) one.classList.add('wide');
  for (const one of all(document, 'pre, table, p.math, .math-block, math')) {
    if (one.scrollWidth > one.clientWidth + 1) one.tabIndex = 0;
    else one.removeAttribute('tabindex');
  }
}
