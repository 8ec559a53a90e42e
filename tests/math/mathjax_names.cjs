// Writes the commands and environments that a MathJax of version 3 or 4 (its npm name is the argument) knows with AMS.
const fs = require('fs');

(async () => {
  const packages = ['ams', 'newcommand', 'autoload', 'require', 'noundefined', 'configmacros'];
  const MathJax = await require(process.argv[2]).init({
    loader: { load: ['input/tex-base', ...packages.map((name) => `[tex]/${name}`)] },
    tex: { packages: ['base', ...packages] },
  });
  const handlers = MathJax.startup.document.inputJax[0].parseOptions.handlers;
  const names = (kind) => {
    const found = [];
    for (const { item } of handlers.get(kind)._configuration ?? handlers.get(kind).configuration) {
      if (item.map && !item._name.startsWith('autoload')) found.push(...item.map.keys());
    }
    return found;
  };
  const delimiters = names('delimiter').filter((name) => name.startsWith('\\')).map((name) => name.slice(1));
  fs.writeSync(1, JSON.stringify({ commands: [...names('macro'), ...delimiters], environments: names('environment') }));
})();
