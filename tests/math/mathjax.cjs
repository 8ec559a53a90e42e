// Reads a list of [TeX, display], writes what MathJax makes of each as MathML. Arguments: the npm name of a MathJax of
// version 3 or 4, and the TeX packages to load besides `base`; without any, those that it loads by itself.
const fs = require('fs');
const [engine, packages] = process.argv.slice(2);

const settings = packages
  ? {
      loader: { load: ['input/tex-base', ...packages.split(',').map((name) => `[tex]/${name}`)] },
      tex: { packages: ['base', ...packages.split(',')] },
    }
  : { loader: { load: ['input/tex'] } };

(async () => {
  const MathJax = await require(engine).init(settings);
  const shown = [];
  for (const [tex, display] of JSON.parse(fs.readFileSync(0, 'utf8'))) {
    shown.push(await MathJax.tex2mmlPromise(tex, { display }));
  }
  fs.writeSync(1, JSON.stringify(shown));
})();
