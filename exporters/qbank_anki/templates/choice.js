// Choices: shuffled and ticked on the front; the pick marked and judged on the back.
var list = root.querySelector(".qb-choices");

function pickable(item) {
  var label = make("label", "qb-pick tappable"), input = make("input"), text = make("div", "qb-text");
  input.type = list.getAttribute("data-kind") === "many" ? "checkbox" : "radio";
  input.name = "qb-choice";
  input.checked = state.picks.indexOf(numberOf(item)) >= 0;
  input.addEventListener("change", remember);
  while (item.firstChild) text.appendChild(item.firstChild);
  label.appendChild(input);
  label.appendChild(text);
  item.appendChild(label);
}

function remember() {
  state.picks = itemsOf(list).filter(function (item) { return item.querySelector("input").checked; }).map(numberOf);
  save();
}

function judge(data) {
  var right = 0, wrong = 0, sum = 0;
  data.credits.forEach(function (credit, number) {
    var picked = state.picks.indexOf(number) >= 0;
    if (picked) sum += credit;
    if (data.keys.indexOf(number) >= 0 !== picked) wrong += 1; else right += 1;
  });
  return data.exact ? Number(wrong === 0) : Math.min(1, Math.max(0, sum));
}

function markPicks(data) {
  itemsOf(list).forEach(function (item) {
    if (state.picks.indexOf(numberOf(item)) < 0) return;
    var good = data.keys.indexOf(numberOf(item)) >= 0;
    item.className += good ? " qb-picked" : " qb-picked qb-wrong";
    item.appendChild(make("span", "qb-badge", (good ? "\u2713 " : "\u2717 ") + data.words.yours));
  });
}

if (front) {
  begin();
  state.order = settle(list, state.order);
  state.picks = Array.isArray(state.picks) ? state.picks : [];
  itemsOf(list).forEach(pickable);
  save();
} else {
  var data = key();
  if (settle(list, state.order) && data && Array.isArray(state.picks) && state.picks.length) {
    markPicks(data);
    verdict(judge(data), data.words);
  }
  state.done = true;
  save();
}
