// Which questions are shown, and in which order: as the filter says; in a round of practice the most urgent first.
const filter = name => all(part('filter'), `[name=${name}]:checked`).map(box => box.value);
const urgency = ({ entry }) => entry.right ? 2 : entry.sure ? 0 : 1;
const view = {
  round: null,

  start() {
    const { questions } = session;
    this.authored = [...part('questions').children];
    // What moves together: a passage with all of its questions, or a question alone.
    this.blocks = this.authored.flatMap(element => {
      const { question, id } = element;
      if (question?.element.dataset.stimulus) return [];
      return [[element, question ? [question] : questions.filter(one => `s-${one.element.dataset.stimulus}` === id)]];
    });
    part('shuffle').checked = store.data.shuffle;
    on(part('shuffle'), 'change', event => {
      store.data.shuffle = event.target.checked;
      store.save();
      this.mixed = mixed(this.blocks);
      this.show();
    });
    on(part('filter'), 'submit', event => event.preventDefault());
    on(part('filter'), 'change', () => { this.show(); say(part('shown').textContent); });
    this.mixed = mixed(this.blocks);
    this.show();
  },

  get fitting() {
    const [tags, levels] = [filter('tag'), filter('difficulty')];
    return session.questions.filter(({ tags: own, element }) =>
      (!tags.length || own.some(tag => tags.includes(tag))) && (!levels.length || levels.includes(element.dataset.difficulty)));
  },

  get due() { return this.fitting.filter(question => isDue(question.entry)); },

  // Begins a round: what is due is shown, empty; or ends it, and everything is back.
  practise(on) {
    this.round = on ? this.due : null;
    for (const question of this.round || []) if (question.state !== 'open') question.retry();
    this.show();
  },

  all() {
    part('filter').reset();
    this.practise(false);
  },

  ordered() {
    const urgent = ([, questions]) => Math.min(...questions.map(one => this.round.includes(one) ? urgency(one) : 3));
    return this.round ? this.mixed.sort((a, b) => urgent(a) - urgent(b)) : store.data.shuffle && this.mixed;
  },

  show() {
    const shown = this.fitting.filter(question => !this.round || this.round.includes(question));
    const blocks = this.ordered();
    const elements = blocks ? blocks.flatMap(([first, questions]) => [...new Set([first, ...questions.map(one => one.element)])]) : this.authored;
    for (const element of elements) element.hidden = !shown.includes(element.question);
    for (const [first, questions] of this.blocks) if (!first.question) first.hidden = !questions.some(one => shown.includes(one));
    part('questions').append(...elements);
    this.questions = elements.map(element => element.question).filter(one => shown.includes(one));
    const [n, m] = [shown.length, session.questions.length].map(rounded);
    part('shown').textContent = filled(words.shown_n_of_m, { n, m });
    part('few').textContent = n === m ? '' : ` ${n}/${m}`;
    session.update();
  },
};
