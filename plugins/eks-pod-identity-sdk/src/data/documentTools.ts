/** Packages that build documents, per registry; a project that asks for nothing else does not run as a service. */
export interface DocumentTools {
  /** Builders of documents. */
  builders: RegExp;
  /** What comes along with them and builds nothing by itself. */
  companions: RegExp;
}

/** By the names of formats of manifests. Source of the names: the tools' own guides to installation. */
export const documentTools: Readonly<Record<string, DocumentTools>> = {
  gemfile: {
    builders:
      /^(jekyll|github-pages|middleman|nanoc|bridgetown|asciidoctor|awestruct|just-the-docs|minima|kramdown|html-proofer)([-_].*)?$/,
    companions:
      /^(webrick|rake|csv|base64|bigdecimal|logger|json|rouge|liquid|faraday(-retry)?|tzinfo(-data)?|wdm|http_parser\.rb|rexml|mutex_m|ffi|sassc|sass(-embedded)?|eventmachine|bundler|coderay|pygments\.rb)$/,
  },
  'package-json': {
    builders:
      /^(@docusaurus\/.+|docusaurus|vuepress|@vuepress\/.+|vitepress|vitepress-.+|hexo|hexo-.+|gitbook(-.+)?|honkit|docsify(-cli)?|@antora\/.+|antora|mintlify|@astrojs\/starlight|retypeapp|typedoc(-.+)?|jsdoc|markdownlint(-cli2?)?|nextra(-theme-.+)?|@redocly\/.+|redoc(-cli)?|docdash|asciidoctor)$/,
    companions:
      /^(react|react-dom|vue|clsx|classnames|prism-react-renderer|@mdx-js\/.+|typescript|@types\/.+|@tsconfig\/.+|remark(-.+)?|rehype(-.+)?|mermaid|markdown-it(-.+)?|prettier|eslint(-.+)?|@easyops-cn\/docusaurus-.+|docusaurus-.+|sharp|astro|next|raw-loader|url-loader|file-loader|postcss|autoprefixer|tailwindcss|@algolia\/.+|katex|vite|sass)$/,
  },
  requirements: {
    builders:
      /^(mkdocs|mkdocs-.+|mkdocstrings(-.+)?|mike|sphinx|sphinx-.+|sphinxcontrib-.+|furo|myst-parser|pydata-sphinx-theme|numpydoc|nbsphinx|pdoc3?|recommonmark|jupyter-book|breathe|readthedocs-sphinx-ext|zensical)$/,
    companions:
      /^(pymdown-extensions|markdown(-.+)?|pygments|jinja2|docutils|babel|alabaster|mdx-.+|fontawesome-markdown|nbconvert|ipython|ipykernel|linkify-it-py|black|griffe(-.+)?|pillow|cairosvg|click|setuptools|wheel|pip|snowballstemmer|imagesize|docutils-.+|requests|urllib3|certifi|idna|charset-normalizer|packaging|markupsafe|pyyaml|pyyaml-env-tag|ghp-import|mergedeep|watchdog|colorama|paginate|backrefs|regex|six|python-dateutil|pathspec|platformdirs|typing-extensions|zipp|importlib-metadata|pytz|livereload|tornado|mdit-py-plugins|mdurl|markdown-it-py|rst2pdf)$/,
  },
};
