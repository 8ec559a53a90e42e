// How it went: altogether, by tag, by question. The rows stand in the page; here they are filled in.
const results = {
  start() {
    this.rows = [...part('each').children];
    on(part('each'), 'click', event => {
      const row = event.target.closest('a')?.closest('li');
      if (row && session.questions[this.rows.indexOf(row)].element.hidden) view.all();
    });
    on(part('print'), 'click', () => {
      document.body.dataset.print = 'summary';
      find(part('results'), 'details').open = true;
      part('today').textContent = new Intl.DateTimeFormat(page.language, { dateStyle: 'long' }).format();
      print();
    });
    on(window, 'afterprint', () => { delete document.body.dataset.print; });
  },

  update() {
    const done = session.questions.filter(question => graded(question.entry));
    const pairs = done.map(({ data, entry }) => [data, entry.credit]);
    part('results').hidden = !done.length;
    part('score').textContent = [points(pairs), right(done)].filter(Boolean).join(' · ');
    for (const row of all(part('results'), '[data-tag]')) {
      const list = done.filter(({ tags }) => tags.includes(row.dataset.tag));
      row.hidden = !list.length;
      const bar = find(row, 'progress');
      [bar.max, bar.value] = [list.length || 1, count(list)];
      row.lastElementChild.textContent = `${rounded(bar.value)} / ${rounded(list.length)}`;
    }
    this.rows.forEach((row, i) => this.fill(row, session.questions[i]));
  },

  fill(row, { data, entry }) {
    const [, said, earned] = row.children;
    const name = graded(entry) ? level(entry.credit) : '';
    said.dataset.level = name;
    said.textContent = name ? `${SIGNS[name]} ${entry.sure && !entry.right ? words.sure_missed : words[name]}` : '–';
    earned.textContent = name && points([[data, entry.credit]], '{n} / {m}');
  },
};
const count = list => list.filter(({ entry }) => entry.right).length;
const right = list => filled(words.right_n_of_m, { n: rounded(count(list)), m: rounded(list.length) });
