// A question: open, answered or revealed. Changing the answer opens it again.
class Question {
  constructor(element) {
    this.element = element;
    this.id = element.dataset.id;
    this.hash = element.dataset.hash;
    this.tags = JSON.parse(element.dataset.tags);
    element.question = this;
    this.data = JSON.parse(find(element, '.data').textContent);
    this.form = find(element, 'form');
    this.answer = find(element, '.answer');
    this.verdict = find(element, '.verdict');
    this.button = find(element, '.check');
    this.first = this.button.textContent;
    this.judge = find(element, '.judge');
    this.sure = this.form.elements.sure;
    this.fields = fields[this.data.kind];
    this.turn('open');
    this.prepare();
    this.listen();
  }

  get entry() { return store.entry(this.id, this.hash); }

  // Where one is: open, done (answered), revealed (looked up).
  turn(state) {
    this.state = state;
    this.element.dataset.state = state;
    this.button.textContent = state === 'open' ? this.first : this.button.dataset.again;
    this.sure.parentElement.hidden = state !== 'open';
  }

  prepare() {
    find(this.form, '.actions').hidden = false;
    const list = find(this.form, '.shuffle');
    if (list) shuffle(list);
    if (this.data.reversed && Math.random() < 0.5) {
      const [front, back] = [find(this.form, '[data-side=front]'), find(this.answer, '[data-side=back]')];
      const held = [...front.childNodes];
      front.replaceChildren(...back.childNodes);
      back.replaceChildren(...held);
    }
    this.hints = all(this.form, '.hint');
    this.hints.slice(1).forEach(hint => { hint.hidden = true; });
    this.restore();
    this.count();
    this.tally();
  }

  listen() {
    on(this.form, 'submit', event => { event.preventDefault(); this.press(); });
    on(this.form, 'input', () => this.change());
    on(this.answer, 'toggle', () => { if (this.answer.open && this.state === 'open') this.reveal(); });
    for (const button of this.judge.querySelectorAll('button')) {
      on(button, 'click', () => { this.settle(button.dataset.credit); });
    }
    this.hints.forEach((hint, i) => on(hint, 'toggle', () => {
      if (hint.open && this.hints[i + 1]) this.hints[i + 1].hidden = false;
    }));
    on(this.answer, 'change', () => this.tally(true));
    if (this.data.kind === 'order') arrange(this);
  }

  // What was right and isn't due stands there answered; what was missed comes back empty.
  restore() {
    const { entry } = this;
    if (graded(entry) && entry.right && !isDue(entry) && this.data.kind !== 'self') {
      this.fields.write(this.form, entry.response);
      this.turn('done');
      showMarks(this, this.fields.read(this.form));
      showVerdict(this, entry.credit);
    } else if (entry && (entry.response || entry.rubric) && !(graded(entry) && this.data.kind !== 'self')) {
      this.fields.write(this.form, entry.response);
      all(this.answer, '.rubric input').forEach((box, i) => { box.checked = Boolean(entry.rubric?.[i]); });
    }
    this.badge();
  }

  badge() {
    const { entry } = this;
    const badge = find(this.element, '.badge');
    badge.hidden = !graded(entry) || (!entry.right && this.state !== 'open');
    if (badge.hidden) return;
    badge.dataset.level = level(entry.credit);
    const due = entry.due > today() ? `: ${inDays(entry.due - today())}` : '';
    const text = entry.right ? words.due_again + due : entry.sure ? words.sure_missed : words.missed_before;
    badge.textContent = `${SIGNS[badge.dataset.level]} ${text}`;
  }

  press() {
    if (this.state !== 'open') this.retry();
    else if (this.data.kind === 'self') this.answer.open = true;
    else this.check();
  }

  check() {
    const given = this.fields.read(this.form);
    if (this.fields.empty(given)) { this.verdict.hidden = false; this.verdict.textContent = words.not_answered; say(words.not_answered); return; }
    const [n, d] = reduced(share(this.data, given));
    showMarks(this, given);
    this.settle(d === 1n ? `${n}` : `${n}/${d}`, given);
  }

  // Revealed without an answer: learners judge themselves.
  reveal() {
    this.turn('revealed');
    for (const one of all(this.answer, '.outcome')) one.hidden = true;
    this.judge.hidden = false;
  }

  settle(credit, given) {
    this.turn('done');
    if (given !== undefined) this.judge.hidden = true;
    this.answer.open = true;
    const text = showVerdict(this, credit);
    store.grade(this.id, this.hash, credit, given ?? this.fields.read(this.form), this.sure.checked);
    say(text);
    session.update();
  }

  reopen() {
    this.turn('open');
    unmark(this);
    this.answer.open = false;
    this.judge.hidden = true;
    this.verdict.hidden = true;
    this.verdict.replaceChildren();
    delete this.verdict.dataset.credit;
  }

  retry() {
    this.reopen();
    this.sure.checked = false;
    if (this.data.kind !== 'order' && this.data.kind !== 'self') this.fields.write(this.form, undefined);
    this.count();
  }

  change() {
    if (this.state !== 'open') this.reopen();
    this.verdict.hidden = true;
    if (this.data.kind === 'self') store.note(this.id, this.hash, { response: this.fields.read(this.form) });
    this.count();
  }

  count() {
    const place = find(this.form, '.count');
    if (!place) return;
    const text = this.fields.read(this.form).trim();
    place.textContent = filled(place.dataset.text, { n: rounded(text ? text.split(/\s+/).length : 0) });
  }

  // The points of the rubric's ticked lines.
  tally(changed = false) {
    const boxes = all(this.answer, '.rubric input');
    if (!boxes.length) return;
    const total = list => list.reduce((points, box) => points + Number(box.dataset.points), 0);
    const place = find(this.answer, '.sum');
    place.textContent = filled(place.dataset.text, { n: rounded(total(boxes.filter(box => box.checked))), m: rounded(total(boxes)) });
    if (changed) { store.note(this.id, this.hash, { rubric: boxes.map(box => box.checked) }); say(place.textContent); }
  }

  hint() {
    const next = this.hints.find(hint => !hint.open);
    if (next) { next.hidden = false; next.open = true; say(next.textContent); }
  }
}
