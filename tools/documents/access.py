"""A user's documents: each rule takes who asks, and somebody else's document is as if there were none."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from knowledge.documents.filename import clean_name
from knowledge.documents.limits import Limits
from knowledge.documents.problems import Unreadable
from knowledge.documents.record import Classification, Document
from knowledge.documents.sandbox import read_document
from knowledge.documents.store import DocumentStore
from tools.audit.journal import Journal
from tools.principal import Principal
from tools.refused import Refused

MOST = 500  # documents of one user


@dataclass(frozen=True)
class Documents:
    """What the rules on documents work with. `journal`: what was done is entered into the audit, without a word of the
    document, its name included. `guard` is told every text that must not leave this machine (threat S9);
    `may_tell` says whether the words of a document may be put before the model that answers, which may stand elsewhere."""

    store: DocumentStore
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    journal: Journal
    guard: Callable[[str], None] = lambda text: None
    may_tell: Callable[[Classification], bool] = lambda classification: not classification.taints
    limits: Limits = field(default_factory=Limits)


def documents_of(holder: object) -> Documents:
    """The documents of a desk or a world (its attribute `documents`). Raises Refused when there are none."""
    found = getattr(holder, "documents", None)
    if not isinstance(found, Documents):
        raise Refused("这里不能存放文件。/ Documents cannot be kept here.")
    return found


def add_document(
    documents: Documents, who: Principal, name: str, data: bytes,
    classification: Classification = Classification.CONFIDENTIAL,
) -> Document:  # fmt: skip
    """Read a PDF in a child process and keep it for its owner alone. The same file again gives the document held.

    Raises Refused with a sentence that says what is wrong with the file and what to do.
    """
    digest = hashlib.sha256(data).hexdigest()
    held = documents.store.state(who.user)
    if len(held) >= MOST:
        raise Refused(f"文件已有 {MOST} 份，请先删除一些。/ There are {MOST} documents already; delete some first.")
    try:
        contents = read_document(data, documents.limits)
    except Unreadable as error:
        raise Refused(str(error)) from error
    document = Document(
        id=documents.new_id(), owner=who.user, name=clean_name(name), sha256=digest, size=len(data),
        classification=classification, received=documents.now(), contents=contents,
    )  # fmt: skip
    kept = documents.store.put(document, data)
    _protect(documents, kept)
    documents.journal.enter(who, "add document", kept.id, classification=kept.classification.value, size=kept.size)
    return kept


def list_documents(documents: Documents, who: Principal) -> list[Document]:
    """All documents of a user, newest first."""
    return documents.store.of(who.user)


def open_document(documents: Documents, who: Principal, named: str) -> Document:
    """A user's document by its id, the beginning of it (six characters at least), or its name.

    Raises Refused when the user has no such document, or several.
    """
    wanted = named.strip()
    if document := documents.store.get(who.user, wanted):
        return document
    held = documents.store.of(who.user)
    meant = [each for each in held if wanted.casefold() in (each.name.casefold(), each.name.casefold().removesuffix(".pdf"))]  # fmt: skip
    meant = meant or [each for each in held if len(wanted) >= 6 and each.id.startswith(wanted)]
    if len(meant) > 1:
        ids = ", ".join(each.id for each in meant[:5])
        raise Refused(f"有几份文件叫“{wanted[:80]}”，请用编号：{ids}。/ Several documents are called “{wanted[:80]}”; name one by its id: {ids}.")  # fmt: skip
    if not meant:
        raise Refused(f"您没有文件“{wanted[:80]}”；用 ipos document list 查看。/ You have no document “{wanted[:80]}”; see ipos document list.")  # fmt: skip
    return meant[0]


def classify_document(documents: Documents, who: Principal, named: str, classification: Classification) -> Document:
    """Change how secret a document is. Raises Refused when the user has no such document."""
    document = open_document(documents, who, named)
    documents.store.classify(who.user, document.id, classification)
    changed = document.model_copy(update={"classification": classification})
    _protect(documents, changed)
    documents.journal.enter(who, "classify document", document.id, classification=classification.value)
    return changed


def delete_document(documents: Documents, who: Principal, named: str) -> Document:
    """Remove a document with everything read from it. Raises Refused when the user has no such document."""
    document = open_document(documents, who, named)
    documents.store.delete(who.user, document.id)
    documents.journal.enter(who, "delete document", document.id)
    return document


def protect_documents(documents: Documents) -> None:
    """Put every document that is not public under the guard of what goes out; once, when a world is made."""
    for text in documents.store.secrets():
        documents.guard(text)


def _protect(documents: Documents, document: Document) -> None:
    if document.classification.taints:
        for page in document.contents.pages:
            documents.guard(page.text)
