from pathlib import Path

import pytest

from polybook.config import Config, format_of, is_excluded, load
from polybook.model.errors import ConfigError
from tests.helpers import ROOT


def complaint(folder: Path, text: str | bytes, name: str = "polybook.toml") -> str:
    """What loading a configuration file complains of, without the folder's own path."""
    content = text if isinstance(text, bytes) else text.encode()
    (folder / name).write_bytes(content)
    with pytest.raises(ConfigError) as error:
        load(folder)
    return str(error.value).replace(f"{folder}/", "")


def loaded(folder: Path, text: str) -> Config:
    (folder / "polybook.toml").write_text(text)
    return load(folder)


@pytest.fixture
def folder(tmp_path):
    """Return a resolved folder, as `load` makes its root one."""
    return tmp_path.resolve()


def test_an_empty_file_is_a_configuration_of_defaults(folder):
    assert loaded(folder, "") == Config(folder)


def test_every_key_is_read(folder):
    text = """
        project = "a-book"
        source = "./pages/"
        source-language = "de"
        languages = ["vi", "pt_BR", "zh_Hans", "zh_Hant_TW", "sr@latin", "es_419"]
        locales = "po/files"
        glossary = "po/terms"
        build = "out"
        exclude = ["drafts"]
        front-matter = ["title"]
        allow-hosts = ["vi.wikipedia.org"]
        [formats]
        "b/*.md" = "markdown"
        "a/*" = "notebook"
    """
    assert loaded(folder, text) == Config(
        root=folder,
        project="a-book",
        source="pages",
        source_language="de",
        languages=("vi", "pt_BR", "zh_Hans", "zh_Hant_TW", "sr@latin", "es_419"),
        locales="po/files",
        glossary="po/terms",
        build="out",
        exclude=("drafts",),
        formats=(("b/*.md", "markdown"), ("a/*", "notebook")),
        front_matter=("title",),
        allow_hosts=("vi.wikipedia.org",),
    )


def test_folders_are_derived_from_the_root(folder):
    config = Config(folder)
    assert config.source_dir == folder / "source_en"
    assert config.pot_dir == folder / "locales" / "pot"
    assert config.catalogs_dir("vi") == folder / "locales" / "vi" / "LC_MESSAGES"
    assert config.glossary_file("vi") == folder / "glossary" / "vi.csv"
    assert config.build_dir == folder / "build"


def test_the_nearest_folder_above_that_has_one_counts(folder):
    deep = folder / "source_en" / "posts"
    deep.mkdir(parents=True)
    (folder / "polybook.toml").write_text('languages = ["vi"]')
    # A pyproject.toml that does not speak of polybook is not a configuration.
    (folder / "source_en" / "pyproject.toml").write_text("[tool.ruff]\nline-length = 100")
    assert load(deep) == Config(folder, languages=("vi",))
    (folder / "source_en" / "polybook.toml").write_text("")
    assert load(deep) == Config(folder / "source_en")


def test_polybook_toml_goes_before_pyproject_toml(folder):
    (folder / "pyproject.toml").write_text('[tool.polybook]\nlanguages = ["fr"]')
    assert load(folder).languages == ("fr",)
    assert loaded(folder, 'languages = ["vi"]').languages == ("vi",)


@pytest.mark.parametrize("text", ["tool = 1", "[tool]", "", "[tool.polybooks]"])
def test_no_configuration_at_all_names_init(folder, text):
    assert "polybook init" in complaint(folder, text, "pyproject.toml")


def test_a_folder_that_is_not_there_is_named(folder):
    with pytest.raises(ConfigError, match="nowhere: no such folder"):
        load(folder / "nowhere")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('source = "a"\nlanguages = [vi]\n', "polybook.toml:2: not valid TOML: "),
        ('source = "a"\nlanguages = ["vi"\n\n', "polybook.toml:2: not valid TOML: "),
        ('source = "a"\nsource = "b"\n', "polybook.toml:2: not valid TOML: "),
        (b'source = "a"\n# \xe9\n', "polybook.toml:2: not UTF-8"),
    ],
)
def test_a_broken_file_is_named_with_its_line(folder, text, place):
    message = complaint(folder, text)
    assert message.startswith(place)
    assert "(at " not in message


def test_a_byte_order_mark_is_no_fault(folder):
    assert loaded(folder, '\ufefflanguages = ["vi"]').languages == ("vi",)


def test_a_file_that_cannot_be_read_is_named(folder):
    (folder / "polybook.toml").mkdir()
    with pytest.raises(ConfigError, match=r"polybook\.toml: cannot be read: "):
        load(folder)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('langauges = ["vi"]', "unknown key `langauges`; did you mean `languages`?"),
        ("source_language = 'en'", "unknown key `source_language`; did you mean `source-language`"),
        ("zzz = 1", "unknown key `zzz`; known are project, source, source-language,"),
        ("source = 1", '`source` must be a string, such as source = "source_en"'),
        ("source = ''", "`source` must be a string"),
        ('languages = "vi"', '`languages` must be a list of strings, such as languages = ["..."]'),
        ("exclude = [1]", "`exclude` must be a list of strings"),
        ("front-matter = ['']", "`front-matter` must be a list of strings"),
        ("allow-hosts = ['https://a.b/']", '"https://a.b/" in `allow-hosts` is no host; write its'),
        ("allow-hosts = ['*.org']", '"*.org" in `allow-hosts` is no host'),
        ("allow-hosts = ['A.org']", "write its name in small letters"),
        ("exclude = ['[z-a]']", '"[z-a]" in `exclude` is no glob: bad character range'),
        ("formats = []", "`formats` must be a table"),
        ("[formats]\n'*' = 'markdwon'", "did you mean `markdown`?"),
        ("[formats]\n'*' = 3", 'unknown format "3" for "*" in `formats`; known are markdown,'),
        (
            "languages = ['pt-BR']",
            '"pt-BR" in `languages` is no language code; write it as gettext',
        ),
        ("languages = ['../vi']", '"../vi" in `languages` is no language code'),
        ("source-language = 'English'", '"English" in `source-language` is no language code'),
        ("languages = ['vi', 'vi']", "`languages` names a language twice"),
        ("languages = ['vi', 'en']", '`languages` names the source language "en"'),
        ("source = '../book'", "`source` must be a folder inside the project"),
        ("build = '/tmp/build'", "`build` must be a folder inside the project"),
        ("build = 'C:/build'", "`build` must be a folder inside the project"),
        ("locales = '.'", "`locales` must be a folder inside the project"),
        (
            "locales = 'source_en/locales'",
            '`locales` ("source_en/locales") must not be the same as',
        ),
        ("source = 'build/pages'", '`source` ("build/pages") must not be the same as `build`'),
        ("glossary = './locales/'", 'must not be the same as `glossary` ("locales")'),
    ],
)
def test_a_wrong_value_is_named_with_what_to_write(folder, text, message):
    spoken = complaint(folder, text)
    assert spoken.startswith("polybook.toml: ")
    assert message in spoken


def test_pyproject_faults_name_the_table(folder):
    spoken = complaint(folder, "[tool.polybook]\nsauce = 'a'", "pyproject.toml")
    assert spoken.startswith(
        "pyproject.toml [tool.polybook]: unknown key `sauce`; did you mean `so"
    )
    assert "must be a table" in complaint(folder, "[tool]\npolybook = 1", "pyproject.toml")


def test_excluding_a_folder_excludes_all_in_it(folder):
    config = Config(folder, exclude=("drafts", "posts/old-*", "**/TODO.md", "?"))
    excluded = ["drafts/a/b.md", "posts/old-1.md", "TODO.md", "a/b/TODO.md", "posts/old-x/c.md"]
    kept = ["draft.md", "in/drafts/b.md", "posts/a/old-1.md", "aTODO.md"]
    assert [name for name in excluded + kept if is_excluded(config, name)] == excluded


def test_hidden_files_and_sphinx_builds_are_always_excluded(folder):
    hidden = [".git/x.md", "a/.ipynb_checkpoints/a.ipynb", "a/.b.md", "_build/a.md", "a/_build"]
    assert all(is_excluded(Config(folder), name) for name in hidden)
    assert not is_excluded(Config(folder), "a/_builds.md")


def test_the_first_glob_that_matches_gives_the_format(folder):
    config = Config(folder, formats=(("a/*.txt", "notebook"), ("**/*.txt", "markdown")))
    assert format_of(config, "a/b.txt") == "notebook"
    assert format_of(config, "a/b/c.txt") == "markdown"
    assert format_of(config, "c.txt") == "markdown"
    assert format_of(config, "c.md") is None


def test_our_own_book_is_configured():
    config = load(ROOT / "source_en")
    assert (config.root, config.languages) == (ROOT.resolve(), ("vi", "fr"))
