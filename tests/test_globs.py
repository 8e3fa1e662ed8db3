import pytest

from polybook.globs import matches


@pytest.mark.parametrize(
    ("glob", "yes", "no"),
    [
        ("*.md", "a.md .md", "a/b.md a.mdx a.MD"),
        ("a/*", "a/b", "a a/b/c"),
        ("**/*.md", "a.md a/b.md a/b/c.md", "a/b.txt"),
        ("a/**/*.md", "a/b.md a/b/c.md a/b/c/d.md", "a.md b/a/c.md ab/c.md"),
        ("a/**/b/*", "a/b/c a/x/b/c a/x/y/b/c", "a/b/c/d a/xb/c"),
        ("a/**", "a/b a/b/c", "a b/a"),
        ("**", "a a/b", ""),
        ("**/a", "a b/a", "ba a/b"),
        ("a**b", "ab axxb", "a/b"),
        ("?.md", "a.md ä.md", ".md ab.md"),
        ("a?b", "axb", "a/b"),
        ("ch[0-9].md", "ch1.md", "chx.md ch10.md"),
        ("[!a]b", "bb", "ab /b"),
        ("[]]", "]", "[]]"),
        ("[a", "[a", "a"),
        ("a+b(c).md", "a+b(c).md", "aab(c).md"),
        ("[+-0]x", "-x 0x", "/x 1x"),
    ],
)
def test_glob(glob, yes, no):
    assert [name for name in yes.split() if not matches(glob, name)] == []
    assert [name for name in no.split() if matches(glob, name)] == []
