"""A quiz on the page: the questions as choices, then each answer with the statement and the provision it rests on."""

import streamlit as st

from tools.access.table import require
from tools.training.questions import TOPICS, questions_of
from tools.training.quiz import LETTERS, Asked, Quiz, make_quiz, mark_quiz
from tools.training.quiz_telling import marked_text, quiz_text
from ui import session
from ui.failing import said
from ui.provisions_shown import draw_provisions
from ui.safe import literal
from ui.texts import texts
from ui.trade_telling import both
from ui.training_sessions import telling

_SET = "trn_quiz_set"


def draw_quiz() -> None:
    """Choose a topic, answer, see the marks."""
    words, tell = texts(session.language()), telling()
    require(session.principal(), "take_quiz", None)
    today, begun = session.world().today(), int(st.session_state.get(_SET, 0))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        topic = st.selectbox(
            words["trn_topic"], list(TOPICS), key="trn_topic", format_func=lambda name: tell(f"topic_{name}")
        )
        st.button(
            words["trn_other" if begun else "trn_start"], key="trn_start", icon=":material/quiz:", on_click=_next_set
        )
    if not begun:  # the questions are made from the notes of all laws, which takes a moment: only for who wants them
        return
    with st.spinner(words["trn_making"]):
        quiz = make_quiz(questions_of(session.world().library), topic or "all", today, number=begun)
    if not quiz.questions:
        st.info(literal(quiz_text(quiz, session.language(), [])), icon=":material/quiz:")
        return
    st.caption(words["trn_quiz_lead"].format(day=today))
    with st.form(f"quiz-{quiz.id}"):
        given = {each.number: draw_question(quiz, each) for each in quiz.questions}
        sent = st.form_submit_button(words["trn_mark"], key="trn_mark", type="primary", icon=":material/fact_check:")
    if sent:
        with said():
            draw_marks(quiz, {number: letter for number, letter in given.items() if letter})


def draw_question(quiz: Quiz, asked: Asked) -> str:
    """One question; the letter that is chosen, "" for none."""
    options = asked.options_zh if session.language() == "zh" else asked.options_en
    label = f"**{asked.number}.** {literal(both(asked.stem_zh, asked.stem_en))}"
    source = f"{both(f'《{asked.law_zh}》', asked.law_en)} {both(asked.article_zh, f'Art. {asked.article}')}"
    chosen = st.radio(label, list(LETTERS[: len(options)]), index=None, key=f"{quiz.id}-{asked.number}-{session.language()}", format_func=lambda letter: literal(f"{letter}. {options[LETTERS.index(letter)]}"))  # fmt: skip
    st.caption(literal(source))
    return chosen or ""


def draw_marks(quiz: Quiz, given: dict[int, str]) -> None:
    """The result, answer by answer, with the provisions."""
    words, tell = texts(session.language()), telling()
    held = questions_of(session.world().library)
    result = mark_quiz(held, quiz.id, " ".join(f"{number}{letter}" for number, letter in given.items()), session.world().today())  # fmt: skip
    st.subheader(literal(tell("quiz_result", right=result.right, count=result.count)))
    for each in result.answers:
        told = literal(marked_text(each, result, session.language()).replace(f" [{each.key}]", ""))
        sign = ":orange-badge[↺]" if each.withdrawn else ":green-badge[✓]" if each.correct else ":red-badge[✕]"
        st.markdown(f"{sign} {told}")
    st.caption(words["trn_sources"])
    draw_provisions([each.key for each in result.answers])


def _next_set() -> None:
    st.session_state[_SET] = int(st.session_state.get(_SET, 0)) % 9999 + 1
