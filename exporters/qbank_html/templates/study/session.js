// The whole page: how far one is, practising what is due, and taking progress along.
const part = id => document.getElementById(id);
const session = {
  questions: [],
  practising: false,

  start() {
    store.load();
    this.questions = all(document, 'article.question').map(element => new Question(element));
    part('bar').hidden = false;
    part('not-kept').hidden = store.kept;
    part('keys').checked = store.data.keys;
    this.buttons = all(document, '.practise');
    for (const button of this.buttons) button.addEventListener('click', () => this.practise(!this.practising));
    part('export').addEventListener('click', () => this.export());
    part('import').addEventListener('change', event => this.import(event.target));
    part('reset').addEventListener('click', () => this.reset());
    part('keys').addEventListener('change', event => { store.data.keys = event.target.checked; store.save(); });
    part('help-button').addEventListener('click', () => part('help').showModal());
    part('help-close').addEventListener('click', () => part('help').close());
    this.update();
    requestAnimationFrame(() => this.scrollable());
    addEventListener('resize', () => this.scrollable());
    document.addEventListener('toggle', () => this.scrollable(), true);
  },

  get due() { return this.questions.filter(question => isDue(question.entry)); },

  update() {
    const right = this.questions.filter(question => graded(question.entry) && question.entry.right).length;
    part('progress').value = right;
    part('tally').textContent = `${rounded(right)} / ${rounded(this.questions.length)}`;
    const due = this.due.length;
    for (const button of this.buttons) {
      button.hidden = !due && !this.practising && document.activeElement !== button;
      button.textContent = this.practising ? button.dataset.back : filled(button.dataset.text, { n: rounded(due) });
    }
    const tried = this.questions.filter(question => graded(question.entry)).length;
    part('summary').textContent = tried === this.questions.length && !due ? words.all_done : '';
    for (const question of this.questions) question.badge();
  },

  // Only what is due is shown, empty; then everything again.
  practise(on) {
    this.practising = on;
    const due = new Set(this.due);
    for (const question of this.questions) {
      question.element.hidden = on && !due.has(question);
      if (on && due.has(question) && question.state !== 'open') question.retry();
    }
    for (const passage of all(document, '.stimulus')) {
      const users = this.questions.filter(question => `s-${question.element.dataset.stimulus}` === passage.id);
      passage.hidden = on && !users.some(question => due.has(question));
    }
    this.update();
    if (on) part('questions').scrollIntoView();
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
    this.practise(false);
    say(`${words.progress}: ${part('tally').textContent}`);
  },

  // What is wider than the screen can be scrolled by keyboard as well.
  scrollable() {
    for (const one of all(document, 'pre, table, p.math, .math-block')) {
      if (one.scrollWidth > one.clientWidth + 1) one.tabIndex = 0;
      else one.removeAttribute('tabindex');
    }
  },
};
