// Progress: an entry a question, with the question's hash, so that only a changed question forgets.
const page = JSON.parse(part('page').textContent);
const { words } = page;
const KEY = `qbank:${page.bank}`;
const DAYS = [0, 1, 3, 7, 14, 30];
const today = () => Math.floor((Date.now() - new Date().getTimezoneOffset() * 60000) / 86400000);
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const rounded = number => new Intl.NumberFormat(page.language, { maximumFractionDigits: 2 }).format(number);

const store = {
  kept: true,
  data: { keys: true, shuffle: false, entries: {} },

  load() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY));
      if (this.take(found)) Object.assign(this.data, { keys: found.keys !== false, shuffle: found.shuffle === true });
      // What an earlier page saved may arrive late: nothing is written over it before the learner does something.
      localStorage.setItem(`${KEY}?`, '');
      localStorage.removeItem(`${KEY}?`);
    } catch {
      this.kept = false;
    }
  },

  // Takes what was saved or imported, if it has the right shape; tells whether it had.
  take(found) {
    if (!found || typeof found !== 'object' || found.bank !== page.bank || typeof found.entries !== 'object') return false;
    const sound = Object.entries(found.entries || {}).filter(([, entry]) =>
      typeof entry?.hash === 'string' && /^(\d+(\/[1-9]\d*)?)?$/.test(entry.credit ?? ''));
    this.data.entries = Object.fromEntries(sound);
    return true;
  },

  text() {
    return JSON.stringify({ bank: page.bank, ...this.data }, null, 1);
  },

  save() {
    try {
      localStorage.setItem(KEY, this.text());
    } catch {
      this.kept = false;
    }
    part('not-kept').hidden = this.kept;
  },

  entry(id, hash) {
    const found = Object.hasOwn(this.data.entries, id) ? this.data.entries[id] : null;
    return found && found.hash === hash ? found : null;
  },

  // A draft, a self-made tick: what isn't an answer yet.
  note(id, hash, values) {
    this.data.entries[id] = { tries: 0, ...this.entry(id, hash), ...values, hash };
    this.save();
  },

  // A missed question is due at once, a right one later and later.
  grade(id, hash, credit, response, sure) {
    const old = this.entry(id, hash) || { tries: 0 };
    const right = credit === '1';
    const early = right && old.right && old.due > today();
    const box = early ? old.box : right ? Math.min((old.box ?? 1) + 1, DAYS.length - 1) : 0;
    const due = early ? old.due : today() + DAYS[box];
    this.note(id, hash, { credit, right, box, due, response, sure, tries: old.tries + 1 });
  },
};

const graded = entry => Boolean(entry && entry.credit);
const isDue = entry => graded(entry) && !(entry.due > today());
const inDays = days => new Intl.RelativeTimeFormat(page.language, { numeric: 'auto' }).format(days, 'day');
