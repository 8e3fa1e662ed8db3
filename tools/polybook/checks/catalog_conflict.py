"""A catalog has no conflict markers.

After a merge that git could not finish, both sides stand in the file between lines of `<<<<<<<`,
`=======` and `>>>>>>>`. Such a catalog cannot be read, and readers see its whole page in English.
The other catalogs are still checked.

Bad:

    msgid "The loss is a number."
    <<<<<<< HEAD
    msgstr "Hàm mất mát là một số."
    =======
    msgstr "Mất mát là một con số."
    >>>>>>> other

Good:

    msgid "The loss is a number."
    msgstr "Hàm mất mát là một số."

Known limits: of several conflicts in one catalog, the first is named.
"""

from __future__ import annotations

from polybook.catalog.read import CONFLICT
from polybook.model.finding import Severity

CODE = CONFLICT
SEVERITY = Severity.ERROR
