"""`ipos document`: a user's own PDFs, kept privately on this machine."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.world import World
from knowledge.documents.record import Classification, Document
from knowledge.language import Language, detect
from tools.principal import Principal

app = typer.Typer(help="Your own PDFs: add, list, search, show, delete. They stay on this machine.", no_args_is_help=True)  # fmt: skip
Named = Annotated[str, typer.Argument(help="A document: its id, the beginning of it, or its name.")]


@app.command("add")
def add(
    files: Annotated[list[Path], typer.Argument(help="PDF files.")],
    classification: Annotated[Classification, typer.Option("--class", help="How secret they are; only public ones may ever leave this machine.")] = Classification.CONFIDENTIAL,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Take PDFs in (up to 25 MB and 500 pages each); they are read in a process of its own.

    Examples: ipos document add disclosure.pdf --class pre-filing · ipos document add office-action.pdf --class public --json
    """
    from assistant.offline.document_replies import document_lines, document_words
    from knowledge.documents.limits import Limits
    from tools.documents.access import add_document

    world, language, kept = World(), _language(lang), []
    for path in files:
        try:
            with path.open("rb") as file:
                data = file.read(Limits().file_bytes + 1)
        except OSError as error:
            raise typer.BadParameter(
                f"{path} 读不了 / cannot be read ({error.strerror}).", param_hint="FILES"
            ) from None
        document = add_document(world.documents, Principal(user), path.name, data, classification)
        kept.append(_row(document))
        if not json_:
            tell = document_words(language)
            told = tell("added", id=document.id, name=document.name, pages=len(document.contents.pages), classification=tell(f"class_{document.classification.value}"))  # fmt: skip
            say("\n".join([told, *document_lines(document, language)[1:]]))
    if json_:
        print_json({"documents": kept})


@app.command("list")
def list_(user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """List your documents, newest first.

    Example: ipos document list
    """
    from assistant.offline.document_replies import document_words, list_line
    from tools.documents.access import list_documents

    held, language = list_documents(World().documents, Principal(user)), _language(lang)
    if json_:
        print_json({"documents": [_row(each) for each in held]})
        return
    for each in held:
        say(list_line(each, language))
    if not held:
        say(document_words(language)("list_none"))


@app.command("show")
def show(
    document: Named,
    page: Annotated[int | None, typer.Option("--page", min=1, help="Print the text of this page.")] = None,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Show a document: scanned pages, and everything in it that one does not see; or the text of one page.

    Examples: ipos document show disclosure · ipos document show disclosure.pdf --page 3 --json
    """
    from assistant.offline.document_replies import document_lines
    from tools.documents.access import open_document

    found = open_document(World().documents, Principal(user), document)
    pages = {each.number: each for each in found.contents.pages}
    if page is not None and page not in pages:
        raise typer.BadParameter(f"只有 {len(pages)} 页。/ There are {len(pages)} pages.", param_hint="--page")
    if json_:
        shown = [pages[page]] if page else list(pages.values())
        print_json(_row(found) | {"text": [each.model_dump(mode="json") for each in shown]})
    elif page:
        say(pages[page].text)
    else:
        say("\n".join(document_lines(found, _language(lang))))


@app.command("search")
def search(
    words: Annotated[str, typer.Argument(help="What to look for, in Chinese or English; - reads standard input.")],
    document: Annotated[str, typer.Option("--in", help="Only in this document.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=50, help="How many pages.")] = 5,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Find pages in your documents by their words, best first.

    Examples: ipos document search "绞车何时释放缆绳" · ipos document search royalty --in contract.pdf --json
    """
    from assistant.offline.document_replies import documents_reply
    from tools.documents.finding import find_pages

    asked = sys.stdin.read() if words == "-" else words
    found = find_pages(World().documents, Principal(user), asked, document, limit)
    if json_:
        print_json(found.model_dump(mode="json"))
    else:
        say(documents_reply(found, the_language(lang) or detect(asked)).replace("**", ""))


@app.command("classify")
def classify(
    document: Named,
    classification: Annotated[Classification, typer.Argument(help="How secret it is from now on.")],
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Change how secret a document is, for instance once the application is published.

    Example: ipos document classify disclosure public
    """
    from assistant.offline.document_replies import list_line
    from tools.documents.access import classify_document

    changed = classify_document(World().documents, Principal(user), document, classification)
    if json_:
        print_json(_row(changed))
    else:
        say(list_line(changed, _language(lang)))


@app.command("delete")
def delete(document: Named, user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Delete a document with everything read from it, for good.

    Example: ipos document delete disclosure.pdf
    """
    from assistant.offline.document_replies import document_words
    from tools.documents.access import delete_document

    gone = delete_document(World().documents, Principal(user), document)
    if json_:
        print_json({"deleted": gone.id, "name": gone.name})
    else:
        say(document_words(_language(lang))("deleted", name=gone.name))


def _language(lang: str | None) -> Language:
    return the_language(lang) or "zh"


def _row(document: Document) -> dict[str, Any]:
    """A document as data, without its pages' text."""
    contents = document.contents
    return {
        "id": document.id, "name": document.name, "sha256": document.sha256, "bytes": document.size,
        "classification": document.classification.value, "received": document.received, "pages": len(contents.pages),
        "states": {str(page.number): page.state.value for page in contents.pages}, "checked": contents.checked,
        "findings": [finding.model_dump() for finding in contents.findings],
    }  # fmt: skip
