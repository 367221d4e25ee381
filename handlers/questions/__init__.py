"""Questions in words and in filters: reading them, stating them, answering them.

`read` turns a sentence or a filter into a PipelineQuery, `as_filters` writes one back (what buttons carry), `phrase`
says it in the reader's language above every answer, so that a wrong reading shows.
"""

from handlers.questions.draft import Known
from handlers.questions.filters import as_filters, looks_like_filters
from handlers.questions.reading import Reading, read

__all__ = ["Known", "Reading", "as_filters", "looks_like_filters", "read"]
