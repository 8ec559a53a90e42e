// Matching: a letter is chosen for each left side. Ordering: items are moved up and down. Judged on the back.
var box = root.querySelector(".qb-arrange");
var matching = box.getAttribute("data-kind") === "matching";
var lefts = box.querySelector(".qb-lefts"), rights = box.querySelector(".qb-rights");
var items = box.querySelector(".qb-items");

function letter(place) {
  return place < 26 ? String.fromCharCode(65 + place) : letter(Math.floor(place / 26) - 1) + letter(place % 26);
}

function chooser(item) {
  var select = make("select", "qb-select tappable"), number = numberOf(item);
  select.setAttribute("aria-label", item.textContent.trim());
  select.appendChild(new Option(box.getAttribute("data-select"), ""));
  state.rights.forEach(function (right, place) { select.appendChild(new Option(letter(place), right)); });
  select.value = number in state.picks ? String(state.picks[number]) : "";
  select.addEventListener("change", function () {
    if (select.value === "") delete state.picks[number]; else state.picks[number] = Number(select.value);
    save();
  });
  item.appendChild(select);
}

function mover(item, step, sign, label) {
  var button = make("button", "qb-move tappable", sign);
  button.type = "button";
  button.setAttribute("aria-label", label + ": " + item.firstElementChild.textContent.trim());
  button.addEventListener("click", function () {
    var other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    items.insertBefore(step < 0 ? item : other, step < 0 ? other : item);
    state.order = itemsOf(items).map(numberOf);
    state.moved = true;
    save();
    button.focus();
  });
  item.appendChild(button);
}

// Shows beside an item what the learner had there, and whether it was right.
function mark(item, good, node, words) {
  item.className += good ? " qb-picked" : " qb-picked qb-wrong";
  var badge = make("div", "qb-badge", good ? "\u2713 " + words.yours : "\u2717 " + words.yours + ": ");
  while (!good && node && node.firstChild) badge.appendChild(node.firstChild);
  item.appendChild(badge);
}

function judgeMatching(data) {
  var right = 0, shown = {};
  all("[data-r]", box).forEach(function (one) { shown[one.getAttribute("data-r")] = one.cloneNode(true); });
  itemsOf(lefts).forEach(function (item) {
    var pick = state.picks[numberOf(item)], good = pick === data.key[numberOf(item)];
    right += Number(good);
    if (pick !== undefined) mark(item, good, shown[pick] && shown[pick].cloneNode(true), data.words);
  });
  return right / data.key.length;
}

// Items of the same text are the same item: `data.same` gives each its class.
function judgeOrdering(data) {
  var given = state.order.map(function (number) { return data.same[number]; });
  var wanted = data.key.map(function (number) { return data.same[number]; }), right = 0, neighbours = [], seen = {};
  var shown = itemsOf(items).map(function (item) { return item.firstElementChild; });
  var byNumber = {};
  itemsOf(items).forEach(function (item, place) { byNumber[numberOf(item)] = shown[place].cloneNode(true); });
  itemsOf(items).forEach(function (item, place) {
    var good = given[place] === wanted[place];
    right += Number(good);
    mark(item, good, byNumber[state.order[place]].cloneNode(true), data.words);
  });
  if (data.scoring === "positions") return right / wanted.length;
  if (data.scoring === "all_or_nothing") return Number(right === wanted.length);
  for (var i = 1; i < wanted.length; i++) neighbours.push(wanted[i - 1] + ">" + wanted[i]);
  for (i = 1; i < given.length; i++) seen[given[i - 1] + ">" + given[i]] = 1;
  var pairs = Object.keys(seen).filter(function (pair) { return neighbours.indexOf(pair) >= 0; });
  return wanted.length > 1 ? pairs.length / (wanted.length - 1) : 0;
}

if (front) {
  begin();
  if (matching) {
    state.order = settle(lefts, state.order);
    state.rights = settle(rights, state.rights);
    state.picks = state.picks || {};
    itemsOf(lefts).forEach(chooser);
  } else {
    state.order = settle(items, state.order);
    itemsOf(items).forEach(function (item) {
      mover(item, -1, "\u2191", box.getAttribute("data-up"));
      mover(item, 1, "\u2193", box.getAttribute("data-down"));
    });
  }
  save();
} else {
  var data = key();
  if (matching && settle(lefts, state.order) && data && state.picks && Object.keys(state.picks).length) {
    verdict(judgeMatching(data), data.words);
  }
  if (!matching && data && state.moved && isOrder(state.order, items.children.length)) {
    verdict(judgeOrdering(data), data.words);
  }
  state.done = true;
  save();
}
