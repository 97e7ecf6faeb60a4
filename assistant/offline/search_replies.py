"""Telling patent searches: what was found, feature by feature where features were compared, what was searched, what is open."""

from collections.abc import Iterable, Sequence

from assistant.offline.coverage_replies import coverage_lines, day, elsewhere_lines, keys, place, safe
from knowledge.language import Language
from tools.search.infringement import ClaimTable, FreedomToOperate, RightTable
from tools.search.invalidation import ClaimChart, Ground, Invalidity
from tools.search.matching import Found
from tools.search.matrix import Column, Matrix
from tools.search.patentability import Patentability
from tools.search.shown import PatentShown
from tools.search.subject import SubjectFound
from tools.search.words import Words, words

SHOWN, QUOTED = 10, 160  # hits told in a reply, characters of a passage


def subject_reply(found: SubjectFound, language: Language) -> str:
    """The hits with their passages and reasons, the facets, where to carry on, what was searched."""
    tell = words(language)
    hits = found.hits[:SHOWN]
    lines = [tell("subject_head", total=found.total, count=len(hits)) if hits else tell("subject_none")]
    lines += ["\n".join(_hit(tell, hit) for hit in hits)] if hits else []
    if hits:
        rows = [
            tell(
                "facet_line",
                name=tell(f"facet_{name}"),
                values=_list(tell, [f"{safe(f.value)} ({f.count})" for f in each[:5]]),
            )
            for name, each in found.facets.items()
            if each
        ]
        lines.append("\n".join([tell("facets_over", count=found.faceted), *rows]))
    lines.append(elsewhere_lines(tell, found.elsewhere, language))
    return _joined(lines, coverage_lines(tell, found.coverage, found.log, found.outside_failures))


def patentability_reply(found: Patentability, language: Language) -> str:
    """The features, the matrix, single documents, pairs, the questions to the inventor, what a full search needs."""
    tell = words(language)
    matrix = found.matrix
    lines = [tell("patentability_head", features=len(matrix.features), day=found.cutoff, documents=len(matrix.columns))]
    lines.append("\n".join(_features(tell, matrix)))
    lines += (
        [tell("left_out", texts=_list(tell, [_cut(text) for text in found.left_out[:3]]))] if found.left_out else []
    )
    lines += matrix_lines(tell, matrix, found)
    grace = [tell(f"grace_{each.grace}", day=each.day, keys=_cited(found, "art24")) for each in found.disclosures]
    asked = [tell(f"question_{question}", keys=_cited(found, "art24")) for question in found.questions]
    lines.append("\n".join([tell("questions_head"), *(f"- {line}" for line in [*grace, *asked])]))
    lines.append("\n".join([tell("needs_head"), *(f"- {tell(f'need_{need}')}" for need in found.needs)]))
    return _joined(lines, coverage_lines(tell, found.coverage, found.log, found.outside_failures))


def freedom_reply(found: FreedomToOperate, language: Language) -> str:
    """The rights by attention with their claims against the product, and the open questions. Never a verdict."""
    tell = words(language)
    countries = _list(tell, found.request.countries)
    near = [right for right in found.rights if not _is_far(right)]
    far = [right.document.number for right in found.rights if _is_far(right)]
    head = tell("fto_head", countries=countries, count=len(near)) if near else tell("fto_none", countries=countries)
    lines = [head, *("\n".join(_right(tell, right)) for right in near[:SHOWN])]
    lines += [tell("far_line", count=len(far), numbers=_list(tell, far[:10]))] if far else []
    if found.ended:
        lines.append(
            tell("ended_line", count=len(found.ended), numbers=_list(tell, [e.number for e in found.ended[:5]]))
        )
    lines.append(tell("all_elements", keys=_cited(found, "art64", "practice/")))
    asked = dict.fromkeys([question for right in found.rights for question in right.open] + list(found.open))
    lines.append("\n".join([tell("open_head"), *(f"- {tell(f'open_{question}')}" for question in asked)]))
    return _joined(lines, coverage_lines(tell, found.coverage, found.log, found.outside_failures))


def invalidity_reply(found: Invalidity, language: Language) -> str:
    """Each charted claim with its documents and grounds, who may ask when, and what is open."""
    tell = words(language)
    patent = found.patent
    lines = [
        tell(
            "invalidity_head",
            number=patent.number,
            title=safe(patent.title),
            day=found.cutoff,
            key=keys([patent.citation]),
        )
    ]
    for chart in found.charts:
        lines += _chart(tell, chart)
    names = _list(tell, [tell(f"ground_{ground.name}") for ground in found.formal])
    lines.append(tell("formal_head", names=names, keys=keys(ground.citation for ground in found.formal)))
    lines.append(tell("invalidity_who", day=found.granted or tell("unknown"), keys=_cited(found, "art45")))
    lines.append("\n".join([tell("open_head"), *(f"- {tell(f'open_{question}')}" for question in found.open)]))
    return _joined(lines, coverage_lines(tell, found.coverage, found.log, found.outside_failures))


def matrix_lines(tell: Words, matrix: Matrix, found: Patentability) -> list[str]:
    """The matrix in words: a line a document, then what single documents and pairs have."""
    lines = ["\n".join([tell("matrix_head"), *(_column(tell, column) for column in matrix.columns)])]
    single = "single_head" if matrix.single else "single_none"
    lines.append(tell(single, numbers=_list(tell, matrix.single), keys=_cited(found, "art22")))
    if matrix.pairs:
        pairs = [
            tell(
                "pair_line", first=pair.documents[0], second=pair.documents[1], matched=_list(tell, pair.matched),
                partial=tell("pair_partial", ids=_list(tell, pair.partial)) if pair.partial else "",
                missing=tell("pair_missing", ids=_list(tell, pair.missing)) if pair.missing else "",
            )
            for pair in matrix.pairs
        ]  # fmt: skip
        lines.append("\n".join([tell("pairs_head", keys=_cited(found, "art22")), *pairs]))
    return lines + ([tell("nowhere", ids=_list(tell, matrix.nowhere))] if matrix.nowhere else [])


def _hit(tell: Words, hit: PatentShown) -> str:
    line = tell(
        "hit_line", number=hit.number, title=safe(hit.title), holders=_names(tell, hit.holders),
        filed=day(tell, hit.filed), published=day(tell, hit.published), classes=_list(tell, hit.classes[:3]), key=keys([hit.citation]),
    )  # fmt: skip
    reasons = [
        tell("reason_class", symbol=reason[6:]) if reason.startswith("class ") else tell(f"reason_{reason}")
        for reason in hit.reasons
        if reason.startswith("class ") or f"reason_{reason}" in tell.names()
    ]
    rows = [line]
    rows += [tell("passage_line", place=place(tell, hit.place), passage=_cut(hit.passage))] if hit.passage else []
    rows += [tell("reasons_line", reasons=_list(tell, reasons))] if reasons else []
    return "\n".join([f"- {rows[0]}", *rows[1:]])


def _features(tell: Words, matrix: Matrix) -> list[str]:
    return [
        tell("feature_line", id=feature.id, text=safe(feature.text)) + (tell("preamble") if feature.preamble else "")
        for feature in matrix.features
    ]


def _column(tell: Words, column: Column) -> str:
    document = column.document
    best = max(column.matches, key=lambda match: match.score)
    line = tell(
        "column_line", number=document.number, title=safe(document.title), published=day(tell, document.published),
        weight=tell(f"weight_{column.weight}"), key=keys([document.citation]),
        cells=_list(tell, [tell("cell", id=match.feature, found=tell(f"found_{match.found}")) for match in column.matches]),
    )  # fmt: skip
    closest = tell("closest", id=best.feature, place=place(tell, best.place), passage=_cut(best.passage))
    return f"{line}\n{closest}" if best.passage else line


def _is_far(right: RightTable) -> bool:
    """Nothing of its claims was found in the product: it is named, not charted."""
    rows = [row for table in right.claims for row in table.rows]
    return bool(rows) and all(row.match.found is Found.MISSING for row in rows)


def _right(tell: Words, right: RightTable) -> list[str]:
    document, standing = right.document, right.standing
    head = tell(
        "right_line", attention=tell(f"attention_{right.attention}"), number=document.number, title=safe(document.title),
        holders=_names(tell, document.holders), state=tell(f"state_{standing.state}"),
        expires=tell("expires", day=standing.expires) if standing.expires else "", key=keys([document.citation]),
    )  # fmt: skip
    return [head, *(line for table in right.claims for line in _claim(tell, table))]


def _claim(tell: Words, table: ClaimTable) -> list[str]:
    cells = [tell("cell", id=row.feature.id, found=tell(f"found_{row.match.found}")) for row in table.rows]
    dependents = _list(tell, [str(claim.number) for claim in table.dependents]) or tell("no_dependents")
    head = tell("claim_line", number=table.claim.number, attention=tell(f"attention_{table.attention}"), cells=_list(tell, cells), dependents=dependents)  # fmt: skip
    if table.attention == "low":
        return [head]
    rows = []
    for row in table.rows:
        seen = row.match.passage and row.match.found is not Found.MISSING
        where = tell("where", place=place(tell, row.match.place), passage=_cut(row.match.passage)) if seen else ""
        rows.append(
            tell(
                "element_line",
                id=row.feature.id,
                text=safe(row.feature.text),
                found=tell(f"found_{row.match.found}"),
                where=where,
            )
        )
    return [head, *rows]


def _chart(tell: Words, chart: ClaimChart) -> list[str]:
    matrix = chart.matrix
    head = tell("chart_head", number=chart.claim.number, features=len(matrix.features), documents=len(matrix.columns))
    rows = [*_features(tell, matrix), *(_column(tell, column) for column in matrix.columns[:5])]
    grounds = [_ground(tell, ground) for ground in chart.grounds] or [tell("no_ground")]
    return ["\n".join([head, *rows]), "\n".join(grounds)]


def _ground(tell: Words, ground: Ground) -> str:
    documents, features = _list(tell, ground.documents), _list(tell, ground.features)
    if features:
        detail = tell("detail_features", features=features)
    else:
        detail = tell("detail_documents" if ground.signal == "documents" else "detail_hint", documents=documents)
    return tell("ground_line", name=tell(f"ground_{ground.name}"), detail=detail, key=keys([ground.citation]))


def _cited(found: Patentability | FreedomToOperate | Invalidity, *parts: str) -> str:
    """The keys of the provisions that hold one of the parts ("art24")."""
    named = [c for c in found.provisions if any(c.key.endswith(f"/{part}") or c.key.startswith(part) for part in parts)]
    return keys(named)


def _list(tell: Words, items: Iterable[str]) -> str:
    joint = "、" if tell is words("zh") else ", "
    return joint.join(items)


def _names(tell: Words, holders: Sequence[str]) -> str:
    return _list(tell, [safe(holder) for holder in holders[:2]]) or tell("unknown")


def _cut(text: str) -> str:
    plain = safe(text)
    return plain if len(plain) <= QUOTED else f"{plain[:QUOTED]}…"


def _joined(lines: Sequence[str], more: Sequence[str]) -> str:
    return "\n\n".join(line for line in [*lines, *more] if line)
