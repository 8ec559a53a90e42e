// Showing how it went: a verdict in words, a mark at each part, the feedback that belongs to it.
const SIGNS = { correct: '✓', partly: '◐', incorrect: '✗', correct_answer: '✓' };
const worth = credit => { const [n, d = 1] = credit.split('/').map(Number); return n / d; };
const level = credit => credit === '1' ? 'correct' : credit === '0' ? 'incorrect' : 'partly';

// A sign is for the eye alone.
function sign(name) {
  const seen = made('span', '', SIGNS[name]);
  seen.setAttribute('aria-hidden', 'true');
  return seen;
}

// Never by colour alone: a sign for the eye, words for the ear.
function mark(place, name) {
  place.append(made('span', `mark ${name}`, sign(name), made('span', 'vh', ` ${words[name]}`)));
}

function unmark(question) {
  for (const one of all(question.element, '.mark, .said')) one.remove();
  for (const one of all(question.element, '[data-mark]')) delete one.dataset.mark;
  for (const one of all(question.answer, '.outcome, [data-note]')) one.hidden = false;
}

function markChoices({ form, data }, given, tell) {
  const picked = data.kind === 'one' ? [given] : given;
  for (const input of all(form, 'input[name=choice]')) {
    const [index, item] = [Number(input.value), input.closest('li')];
    const key = data.keys.includes(index);
    if (picked.includes(index)) {
      const worth = Number(data.credits[index]);
      item.dataset.mark = key ? 'correct' : worth > 0 ? 'partly' : 'incorrect';
      tell(index, item);
    } else if (key) item.dataset.mark = 'correct_answer';
    if (item.dataset.mark) mark(find(item, 'label'), item.dataset.mark);
  }
}

function markParts(question, given, tell) {
  const { form, data } = question;
  if (data.kind === 'match') {
    for (const field of all(form, '[data-left]')) {
      const left = field.dataset.left;
      const right = given[left] === data.right[left];
      mark(field.parentElement, right ? 'correct' : 'incorrect');
      if (!right) tell(left, field.parentElement);
    }
  }
  if (data.kind === 'order') {
    all(form, '[data-item]').forEach((item, place) =>
      mark(item, data.items[item.dataset.item] === data.items[place] ? 'correct' : 'incorrect'));
  }
  if (data.kind === 'blanks') {
    all(form, '[data-blank]').forEach((field, i) => {
      const blank = data.blanks[i];
      const [n, d] = reduced(share(blank, given[i]));
      mark(field.parentElement, level(n === d ? '1' : n ? 'part' : '0'));
      const hit = matched[blank.kind](blank, given[i]);
      if (hit >= 0) tell(`${i}-${hit}`, find(form, 'fieldset'));
    });
  }
}

// Marks everything that was answered; feedback moves from the answer's list to where it was earned.
function showMarks(question, given) {
  const { data, form, answer } = question;
  const tell = (index, place) => {
    const note = find(answer, `.notes [data-note="${index}"]`);
    if (!note) return;
    place.append(made('div', 'said', ...find(note, 'dd').cloneNode(true).childNodes));
    note.hidden = true;
  };
  if (find(form, 'input[name=choice]')) markChoices(question, given, tell);
  else if (data.kind === 'text' || data.kind === 'number') {
    const hit = matched[data.kind](data, given);
    if (hit >= 0) tell(hit, find(form, 'fieldset'));
  } else markParts(question, given, tell);
}

// Points that were earned of those that there were; nothing where people judge themselves.
function points(list, text = words.points_n_of_m) {
  const scored = list.filter(([{ points }]) => points).map(([{ points: [n, d] }, credit]) => [n / d, worth(credit)]);
  const [n, m] = scored.reduce(([n, m], [of, share]) => [n + of * share, m + of], [0, 0]).map(rounded);
  return scored.length ? filled(text, { n, m }) : '';
}

function showVerdict(question, credit) {
  const { data, verdict, answer } = question;
  const name = level(credit);
  const text = [words[name], points([[data, credit]])].filter(Boolean).join(' – ');
  verdict.dataset.credit = credit;
  verdict.dataset.level = name;
  verdict.hidden = false;
  verdict.replaceChildren(sign(name), ' ', text);
  const when = { correct: 'correct', partly: 'partial', incorrect: 'incorrect' }[name];
  for (const one of all(answer, '.outcome')) one.hidden = one.dataset.when !== when;
  return text;
}
