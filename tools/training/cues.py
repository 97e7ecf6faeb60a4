"""What turns look like that want a session, a sign-up or a quiz. They are narrow on purpose: a question of law stays with the law."""

from tools.slots import Slot, Task

_LEAD = r"^(?:请|帮我|给我|替我|我们|我|现在|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算)*"
_LEAD_EN = r"^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |want to |would like to |wish to )*"
_EVENT = r"(?:培训(?:课程|活动|班)?|课程|公开课|讲座|研讨会|沙龙|论坛|训练营|实训营|强化班)"
_EVENT_EN = r"(?:trainings?|training sessions?|courses?|seminars?|salons?|forums?|workshops?|events?|sessions?)"
FIND_CUES = (
    rf"(?:近期|最近|下个?月|本月|这个月|接下来|平台上?|你们)[^。？?]{{0,8}}(?:有|开|办|举办)(?:什么|哪些|没有)?[^。？?]{{0,10}}{_EVENT}(?:可以|能)?(?:报名|参加)?[吗呢的]?[\s？?。]*$"
    rf"|{_LEAD}(?:查|看|查看|看看|找|列出|推荐)(?:一下|一些|几个|有什么|有哪些)?[^。？?]{{0,16}}(?:培训(?:课程|活动|班|场次|日程)|课程(?:表|安排|日程)|公开课|讲座|沙龙|论坛|训练营|实训营)(?:场次|安排|日程)?[\s。]*$"
    rf"|^(?:请问)?(?:你们|平台|这里)?(?:最近|近期)?有(?:什么|哪些|没有)(?:免费|线上)?(?:的)?{_EVENT}[吗呢]?[\s？?。]*$|有(?:什么|哪些)[^。？?，,]{{0,10}}{_EVENT}(?:可以|能|还可以|还能)(?:报名|参加)[吗呢的]?[\s？?。]*$|{_EVENT}[^。？?，,]{{0,8}}(?:还有(?:没有)?(?:名额|席位|空位)|场次有哪些|日程安排)",
    rf"\b(?:what|which|list|show(?: me)?|find(?: me)?|any|are there)\b[^.?]{{0,40}}\b(?:upcoming|training|open|free|available|next)\b[^.?]{{0,24}}\b{_EVENT_EN}\b[^.?]{{0,24}}[?.\s]*$"
    rf"|\b(?:seminars?|salons?|trainings?|training sessions?|forums?) (?:can i|could i|are there|do you (?:have|offer|hold)|to sign up for|near me|next month)\b",
)  # fmt: skip
SIGN_CUES = (
    rf"{_LEAD}(?:报名|报个名)(?:参加|一下|这个|这场|那场|第[一二三四五六七八九十\d]+[个场]|TSN-\S+)?[^。？?，,]{{0,30}}(?:培训|课程?|讲座|沙龙|论坛|训练营|实训营|强化班|场|第[一二三四五六七八九十\d]+个|TSN-\S+)[吧了\s。.!！]*$"
    rf"|{_LEAD}(?:报名|报个名)(?:参加)?[吧\s。.!！]*$|\bTSN-[0-9A-F]{{12}}\b[^。？?]{{0,8}}报名|{_LEAD}确认(?:候补)?席位",
    rf"{_LEAD_EN}(?:sign (?:me|us) up|sign up|register me|enrol(?:l)? me|book me a seat|reserve (?:me )?a seat|confirm my seat)\b[^?]{{0,90}}$",
)  # fmt: skip
CANCEL_CUES = (
    rf"{_LEAD}取消(?:我的)?(?:报名|候补)[^。？?]{{0,40}}$|{_LEAD}(?:退出|放弃)(?:我的)?(?:候补|席位)[^。？?]{{0,30}}$|{_LEAD}取消\s*SGN-\S+",
    rf"{_LEAD_EN}(?:cancel (?:my |the )?(?:sign-?up|seat|registration for the (?:course|seminar|session|salon|forum))|leave the waiting list|cancel SGN-\S+)\b[^?]{{0,60}}$",
)  # fmt: skip
MINE_CUES = (
    rf"{_LEAD}(?:查|看|查看|看看|列出)?(?:一下)?我(?:们)?的(?:培训|课程|报名|候补|结业证明?|出席证明)(?:记录|情况|状态|进度|名单|安排)?[\s？?。]*$|我(?:们)?(?:都)?报(?:名)?了?(?:哪些|什么)(?:课|课程|培训|讲座|活动|场次)?[\s？?。]*$",
    r"\bmy (?:trainings?|training sessions|sign-?ups|courses|seminars|certificates? of attendance|place on the waiting list)\b[?.\s]*$|\b(?:which|what) (?:courses|sessions|seminars) (?:am i|did i) (?:sign|signed)",
)  # fmt: skip
_ANSWERED = r"^\s*(?:答案?(?:是|为)?\s*[:：]?\s*|我选\s*|my answers?(?: are| is)?\s*:?\s*)?(?:\d{1,2}\s*[.、:)]?\s*[A-Fa-f][\s,，、;；]*)+[\s。.!！]*$"
QUIZ_CUES = (
    rf"考考我|测测我|{_LEAD}(?:出|来|做|开始|给我出)(?:几|一|些|两|三|五|\d+)?(?:道|个|套|次)?(?:[^。？?]{{0,12}}的?)?(?:小测验|测验题?|测试题|练习题|自测题|小测试|考题)[\s。.!！吧]*$",
    rf"\bquiz me\b|{_LEAD_EN}(?:give|take|start|do|make|have)(?: me)? (?:an? |the )?(?:[a-z]+ ){{0,3}}quiz\b[^?]{{0,40}}$|\btest my knowledge\b|{_ANSWERED}",
)  # fmt: skip
_REASON = r"(?:原因|理由)(?:是|为)?\s*[:：]?\s*([^。\n]{2,})|因为\s*([^。\n]{2,})|\bbecause\s+(.{3,})"
FIND = Task((Slot("request", "request"),))
SIGN = Task(
    (
        Slot(
            "session", "record", question=("报名哪一场？说编号（TSN-…）或“第一个”都可以。", "Which session? Its id (TSN-…) or “the first one” will do."),
            kind="session", lookup="find_training", passes="request", fits=("open",),
        ),
    )
)  # fmt: skip
CANCEL = Task(
    (
        Slot(
            "sign_up", "record", question=("取消哪一份报名？说编号（SGN-…）或“第一个”都可以。", "Which sign-up? Its id (SGN-…) or “the first one” will do."),
            kind="sign_up", lookup="my_training", fits=("waiting", "offered", "signed"),
        ),
        Slot("reason", "text", patterns=(_REASON,)),
    )
)  # fmt: skip
QUIZ = Task((Slot("topic", "request"), Slot("quiz", "record", kind="quiz"), Slot("answers", "text", patterns=(rf"({_ANSWERED[1:]})",))))  # fmt: skip
