// Reads a JSON list of GIFT texts from stdin, prints a JSON list: the questions of each, or {error}.
const { parse } = require("gift-pegjs");

const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const read = (text) => {
  try {
    return parse(text);
  } catch (error) {
    return { error: error.message, line: error.location && error.location.start.line };
  }
};
process.stdout.write(JSON.stringify(texts.map(read)));
