// What a response is worth: the rules of question.score, in exact fractions [numerator, denominator] of big integers.
const ratio = (n, d = 1) => [BigInt(n), BigInt(d)];
const sum = ([a, b], [c, d]) => [a * d + c * b, b * d];
const product = ([a, b], [c, d]) => [a * c, b * d];
const reaches = ([a, b], [c, d]) => a * d >= c * b;
const NONE = ratio(0);
const ALL = ratio(1);
const clamped = share => reaches(NONE, share) ? NONE : reaches(share, ALL) ? ALL : share;
const reduced = ([n, d]) => { let [a, b] = [n, d]; while (b) [a, b] = [b, a % b]; return a ? [n / a, d / a] : [n, d]; };

// White space as Python's strip() knows it.
const SPACE = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const ENDS = new RegExp(`^${SPACE}|${SPACE}$`, 'g');
const strip = text => text.replace(ENDS, '');
const normal = (text, exact) => { const one = strip(text.normalize('NFC')); return exact ? one : one.toLowerCase(); };
const literal = text => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
const PARTS = { '*': '[^]*', '\\*': '\\*' };

function accepts({ text, match, exact }, given) {
  if (match === 'regex') return new RegExp(`^(?:${text})$`, exact ? 'u' : 'iu').test(normal(given, true));
  const [expected, typed] = [normal(text, exact), normal(given, exact)];
  if (match !== 'wildcard') return expected === typed;
  const pattern = expected.split(/(\\\*|\*)/).map(part => PARTS[part] || literal(part)).join('');
  return new RegExp(`^${pattern}$`, 'u').test(typed);
}

// A number as the bank's language writes it, as others do: `numerals` are its decimal mark and perhaps its digits.
function western(text, [mark, ...digits]) {
  const found = text.replace(/\p{Nd}/gu, one => digits.includes(one) ? digits.indexOf(one) : one);
  return mark && !found.includes('.') ? found.replace(new RegExp(`^([+-]?\\d*)[${mark}](?=\\d)`), '$1.') : found;
}

function number(question, given) {
  const text = western(strip(given), question.numerals);
  const found = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d{1,3}))?/.exec(text);
  if (!found || found[0].length > 400) return null;
  const [whole, part] = [found[2] || '', found[3] || found[4] || ''];
  const power = Number(found[5] || 0) - part.length;
  const size = BigInt(whole + part) * (found[1] === '-' ? -1n : 1n);
  const value = power < 0 ? [size, 10n ** BigInt(-power)] : [size * 10n ** BigInt(power), 1n];
  const unit = strip(text.slice(found[0].length));
  if (!Object.keys(question.units).length) return unit ? null : value;
  return Object.hasOwn(question.units, unit) ? product(value, ratio(...question.units[unit])) : null;
}

// Which of the accepted answers was given; -1 for none. Its feedback is shown.
const matched = {
  one: (question, given) => given ?? -1,
  text: (question, given) => strip(given) ? question.accept.findIndex(one => accepts(one, given)) : -1,
  number(question, given) {
    const value = number(question, given);
    return value === null ? -1 : question.within.findIndex(([a, b, c, d]) =>
      reaches(value, ratio(a, b)) && reaches(ratio(c, d), value));
  },
};

function share(question, given) {
  const { kind, credits, of } = question;
  if (kind in matched) {
    const hit = matched[kind](question, given);
    return hit < 0 ? NONE : clamped(ratio(credits[hit], of));
  }
  if (kind === 'many') {
    const { exact, keys } = question;
    if (exact) return given.length === keys.length && keys.every(key => given.includes(key)) ? ALL : NONE;
    return clamped(given.reduce((total, one) => sum(total, ratio(credits[one], of)), NONE));
  }
  if (kind === 'match') {
    const { right } = question;
    return ratio(right.filter((one, left) => given[left] === one).length, right.length);
  }
  if (kind === 'order') return inOrder(question, given);
  const weights = question.blanks.reduce((total, blank) => total + blank.weight, 0);
  const earned = question.blanks.map((blank, i) => product(share(blank, given[i]), ratio(blank.weight)));
  return product(earned.reduce(sum, NONE), ratio(1, weights));
}

function inOrder({ items, scoring }, given) {
  const placed = given.map(one => items[one]);
  const right = placed.filter((one, place) => one === items[place]).length;
  if (scoring === 'all_or_nothing') return right === items.length ? ALL : NONE;
  if (scoring === 'positions') return ratio(right, items.length);
  const pairs = list => new Set(list.slice(1).map((one, i) => `${list[i]} ${one}`));
  const expected = pairs(items);
  return items.length < 2 ? NONE : ratio([...pairs(placed)].filter(one => expected.has(one)).length, items.length - 1);
}
