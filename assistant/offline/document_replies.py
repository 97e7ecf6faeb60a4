"""Telling what stands in a user's own documents: page by page, with what hides there and what could not be read."""

from assistant.offline.coverage_replies import keys, safe
from knowledge.documents.record import Document, Finding, PageState
from knowledge.language import Language
from tools.documents.finding import DocumentsFound, PageFound
from tools.search.words import Words, words_of

_TOLD = 40  # findings told


def document_words(language: Language) -> Words:
    """The words documents are told in."""
    return words_of("tools.documents", language)


def documents_reply(found: DocumentsFound, language: Language) -> str:
    """The pages found, quoted and cited; scans that could not be read; that confidential words stay here."""
    tell = document_words(language)
    if not found.documents:
        return tell("no_documents")
    head = tell("found_head" if found.pages else "found_none", documents=found.documents, searched=found.searched)
    lines = ["\n".join([head, *(row for page in found.pages for row in _page(tell, page))])]
    lines += [tell("unread", name=safe(name), pages=_numbers(pages, language)) for name, pages in found.unread.items()]
    return "\n\n".join([*lines, *([tell("confidential")] if found.confidential else [])])


def document_lines(document: Document, language: Language) -> list[str]:
    """A document: what it is, the pages that could not be read, and everything found beside what one sees."""
    tell, contents = document_words(language), document.contents
    rows = [list_line(document, language)]
    for state in (PageState.SCANNED, PageState.TEXT_LAYER, PageState.BLANK):
        if numbers := contents.numbered(state):
            rows.append(tell(f"state_{state.value}", pages=_numbers(numbers, language)))
    rows += [] if contents.checked else [tell("unchecked").strip()]
    if contents.findings:
        rows.append(tell("findings_head", count=len(contents.findings)))
        rows += [_finding(tell, each) for each in contents.findings[:_TOLD]]
    return rows


def list_line(document: Document, language: Language) -> str:
    """A document in one line."""
    tell = document_words(language)
    return tell(
        "list_line", id=document.id, name=document.name, pages=len(document.contents.pages),
        classification=tell(f"class_{document.classification.value}"), received=document.received.strftime("%Y-%m-%d %H:%M"),
    )  # fmt: skip


def _page(tell: Words, page: PageFound) -> list[str]:
    rows = [tell("page_line", name=safe(page.name), page=page.page, quote=safe(page.quote), key=keys([page.citation]))]
    rows += [tell("layer")] if page.state is PageState.TEXT_LAYER else []
    rows += [tell("hidden", count=page.hidden, id=page.document)] if page.hidden else []
    return rows + ([] if page.checked else [tell("unchecked")])


def _finding(tell: Words, each: Finding) -> str:
    carrier = tell(f"carrier_{each.carrier}")
    if each.page:
        return tell("finding_line", page=each.page, carrier=carrier, text=safe(each.text))
    return tell("finding_file", carrier=carrier, text=safe(each.text))


def _numbers(pages: list[int], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(map(str, pages))
