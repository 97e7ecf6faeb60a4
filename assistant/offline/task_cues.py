"""How people go on with a task: they drop it, correct it, agree to its terms, or ask something of their own."""

import re

CANCELS = re.compile(
    r"^(?:那)?(?:还是)?(?:先)?(?:算了|不(?:用|办|做|买|要|下单|弄)了|取消吧?|不必了|放弃|以后再说|never ?mind|forget (?:it|that)|cancel(?: that| it)?|stop|drop it|leave it|not now|no,? thanks?(?: you)?)[\s,，。.!！吧了谢]*$",
    re.IGNORECASE,
)
CORRECTS = re.compile(
    r"改[成为到]|换[成为]|^不对|^不是|^错了|应该是|应为|更正|^no\b|\bnot that\b|\bmake (?:it|that)\b|\bchange (?:it|that|the)\b|\binstead\b|\bi mean[t]?\b|\brather\b|\bcorrection\b",
    re.IGNORECASE,
)
AGREES = re.compile(
    r"^(?:好的?|嗯|我|那就|请)?[,，]?(?:确认|同意|批准|可以|没问题|办理?|好的?|是的?|行|下单|接受|付款?|approved?|confirm(?:ed)?|agreed?|yes|yep|ok(?:ay)?|sure|go ahead|proceed|do it|accept(?:ed)?|i (?:approve|agree|accept|confirm))[\s,，。.!！吧了办理下单付款]*(?:it|please|this|the terms|the card)?[\s.!]*$",
    re.IGNORECASE,
)
DISAGREES = re.compile(r"^(?:我)?(?:不同意|不确认|不批准|拒绝|取消|算了|不要了?|不办了?|reject(?:ed)?|decline[d]?|don'?t|cancel|no)[\s,，。.!！了]*(?:it|this)?[\s.!]*$", re.IGNORECASE)  # fmt: skip
ASKS = re.compile(r"[?？]\s*$|[吗呢]\W*$|什么是|怎么|如何|为什么|第.{1,9}条|^(?:what|how|why|who|when|which|is|are|can|could|does|do)\b", re.IGNORECASE)  # fmt: skip
# A turn that only says how many: "3个国家", "two marks please".
ONLY_COUNT = re.compile(r"^(?:(?:一共|总共|大概|就|共)*[\d一二三四五六七八九十百两]+\s*(?:件|个|项|类|次|份|人|名|场|套|条|页)(?:国家|地区|国|商标|专利|发明|申请|作品|软件|月|人|公司)?(?:和地区)?|(?:about |just )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) (?:countries|patents?|marks?|trade ?marks?|inventions?|applications?|works|programs?|months|people|companies|classes|pieces))(?:please|[\s,，。.!！吧])*$", re.IGNORECASE)  # fmt: skip
