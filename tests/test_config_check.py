"""The table [check] of the configuration."""

import pytest

from polybook.config import Config, load
from polybook.config_check import CheckTable
from polybook.model.errors import ConfigError
from polybook.model.finding import Severity

HEAD = 'languages = ["vi", "pt_BR"]\n[check]\n'


def loaded(folder, text) -> Config:
    (folder / "polybook.toml").write_text(HEAD + text)
    return load(folder)


def test_without_the_table_everything_has_its_default(tmp_path):
    (tmp_path / "polybook.toml").write_text("")
    assert load(tmp_path).check == CheckTable()
    assert CheckTable().fail is Severity.ERROR
    assert CheckTable().minutes == (("posts/**", 6),)


def test_every_key_is_read(tmp_path):
    config = loaded(tmp_path, """
        select = ["math-kept", "code-kept"]
        ignore = ["waiver"]
        fail = "warning"
        baseline = "./po/known.txt"
        allow = ["Jupyter", "mean squared error"]
        [check.severity]
        math-kept = "note"
        [check.minutes]
        "posts/**" = 5
        "**" = 12.5
        [check.vi]
        tone = "old"
        speed = 250
        complete = 90
    """)  # fmt: skip
    assert config.check == CheckTable(
        select=("math-kept", "code-kept"),
        ignore=("waiver",),
        severity=(("math-kept", Severity.NOTE),),
        fail=Severity.WARNING,
        baseline="po/known.txt",
        allow=("Jupyter", "mean squared error"),
        minutes=(("posts/**", 5), ("**", 12.5)),
        languages=(("vi", (("tone", "old"), ("speed", 250), ("complete", 90))),),
    )
    assert config.check.options("vi") == {"tone": "old", "speed": 250, "complete": 90}
    assert config.check.options("pt_BR") == {}


def test_an_empty_table_of_minutes_limits_nothing(tmp_path):
    assert loaded(tmp_path, "[check.minutes]\n").check.minutes == ()


def test_a_configuration_can_be_a_key(tmp_path):
    text = 'select = ["waiver"]\n[check.vi]\ntone = "new"\n'
    assert hash(loaded(tmp_path, text)) == hash(loaded(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selct = []", "[check]: unknown key `selct`; did you mean `select`?"),
        ("[check.fr]", "[check]: unknown key `fr`; known are select, ignore,"),
        ("[check.pt_br]", "[check]: unknown key `pt_br`; "),
        ('select = ["mat-kept"]',
         '[check]: `select`: no check is called "mat-kept"; did you mean `math-kept`?'),
        ('ignore = ["zzz"]',
         '`ignore`: no check is called "zzz"; `polybook check --list-checks` has all'),
        ('ignore = "waiver"', "`ignore` must be a list of strings"),
        ('[check.severity]\nwaivr = "note"',
         '`severity`: no check is called "waivr"; did you mean `waiver`?'),
        ('[check.severity]\nwaiver = "eror"',
         '`waiver`: "eror" is no severity; did you mean `error`?'),
        ("severity = 1", '`severity` must be a table, such as math-kept = "warning"'),
        ('fail = "never"', '`fail`: "never" is no severity; known are note, warning, error'),
        ("fail = []", '`fail`: "[]" is no severity'),
        ('baseline = "/known"', "`baseline` must be a file inside the project, such as baseline ="),
        ('baseline = "../known"', '`baseline` must be a file inside the project'),
        ("baseline = ''", "`baseline` must be a string"),
        ("allow = [1]", "`allow` must be a list of strings"),
        ("minutes = 6", '`minutes` must be a table, such as "posts/**" = 6'),
        ('[check.minutes]\n"*" = "6"', '"*" in `minutes` must be a number, 1 or more, such as 6'),
        ('[check.minutes]\n"*" = 0', '"*" in `minutes` must be a number, 1 or more, such as 6'),
        ('[check.minutes]\n"*" = inf', '"*" in `minutes` must be a number'),
        ('[check.minutes]\n"[z-a]" = 6', '"[z-a]" in `minutes` is no glob'),
        ("vi = 1", "[check.vi]: must be a table of keys and values"),
        ("[check.vi]\ntones = 1", "[check.vi]: unknown key `tones`; did you mean `tone`?"),
        ("[check.vi]\ntone = 'modern'", '`tone` must be "new" (hoà) or "old" (hòa)'),
        ("[check.vi]\nspeed = true", "`speed` must be a number, 1 or more, such as 230"),
        ("[check.vi]\nspeed = nan", "`speed` must be a number"),
        ("[check.vi]\ncomplete = 101", "`complete` is a share of a hundred; write at most 100"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_what_to_write(tmp_path, text, message):
    with pytest.raises(ConfigError) as error:
        loaded(tmp_path, text)
    assert message in str(error.value)


def test_a_table_that_is_no_table_is_named(tmp_path):
    (tmp_path / "polybook.toml").write_text("check = 1")
    with pytest.raises(ConfigError, match=r"\[check\]: must be a table of keys and values"):
        load(tmp_path)
