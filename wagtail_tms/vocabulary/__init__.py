"""The shipped vocabulary: conditions, devices and their clearances, insurers...

What an editor changed or deleted stays that way; what nobody touched follows the
package. ``ShippedRow`` remembers what was last shipped, so that the two can be told
apart field by field.
"""

from wagtail_tms.vocabulary.loading import KindReport, LoadReport, load_vocabulary
from wagtail_tms.vocabulary.rows import VocabularyError, read_vocabulary


__all__ = [
    "KindReport",
    "LoadReport",
    "VocabularyError",
    "load_vocabulary",
    "read_vocabulary",
]
