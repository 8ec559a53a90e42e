// Showing how it went: a verdict in words, a mark at each part, the feedback that belongs to it.
const SIGNS = { correct: '✓', partly: '◐', incorrect: '✗', correct_answer: '✓' };
const level = credit => credit === '1' ? 'correct' : credit === '0' ? 'incorrect' : 'partly';
const hidden = text => { const span = document.createElement('span'); span.className = 'vh'; span.textContent = ` ${text}`; return span; };

// Never by colour alone: a sign for the eye, words for the ear.
function mark(place, name) {
  const sign = document.createElement('span');
  sign.className = `mark ${name}`;
  const seen = document.createElement('span');
  seen.setAttribute('aria-hidden', 'true');
  seen.textContent = SIGNS[name];
  sign.append(seen, hidden(words[name]));
  place.append(sign);
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
    if (item.dataset.mark) mark(item.querySelector('label'), item.dataset.mark);
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
      if (hit >= 0) tell(`${i}-${hit}`, form.querySelector('fieldset'));
    });
  }
}

// Marks everything that was answered; feedback moves from the answer's list to where it was earned.
function showMarks(question, given) {
  const { data, form, answer } = question;
  const tell = (index, place) => {
    const note = answer.querySelector(`.notes [data-note="${index}"]`);
    if (!note) return;
    const said = document.createElement('div');
    said.className = 'said';
    said.append(...note.querySelector('dd').cloneNode(true).childNodes);
    place.append(said);
    note.hidden = true;
  };
  if (form.querySelector('input[name=choice]')) markChoices(question, given, tell);
  else if (data.kind === 'text' || data.kind === 'number') {
    const hit = matched[data.kind](data, given);
    if (hit >= 0) tell(hit, form.querySelector('fieldset'));
  } else markParts(question, given, tell);
}

function showVerdict(question, credit) {
  const { data, verdict, answer } = question;
  const name = level(credit);
  const [n, d] = credit.split('/').map(Number);
  let text = words[name];
  if (data.points) {
    const points = data.points[0] / data.points[1];
    text += ` – ${filled(words.points_n_of_m, { n: rounded(points * n / (d || 1)), m: rounded(points) })}`;
  }
  verdict.dataset.credit = credit;
  verdict.dataset.level = name;
  verdict.hidden = false;
  const sign = document.createElement('span');
  sign.setAttribute('aria-hidden', 'true');
  sign.textContent = `${SIGNS[name]} `;
  verdict.replaceChildren(sign, text);
  const when = { correct: 'correct', partly: 'partial', incorrect: 'incorrect' }[name];
  for (const one of all(answer, '.outcome')) one.hidden = one.dataset.when !== when;
  return text;
}
