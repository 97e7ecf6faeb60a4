"""The steps of listings, needs, offers and deals: all there are."""

from tools.machine import Machine

LISTING_STEPS = Machine(
    "listing",
    "挂牌",
    "listing",
    {
        ("active", "contract"): "under_contract",
        ("under_contract", "reopen"): "active",
        ("under_contract", "sell"): "sold",
        ("active", "sell"): "sold",  # the last of the ordinary licences
        ("active", "renew"): "active",
        ("active", "withdraw"): "withdrawn",
        ("active", "expire"): "expired",
        ("active", "hand_over"): "suspended",
        ("suspended", "resume"): "active",
        ("suspended", "withdraw"): "withdrawn",
        ("suspended", "expire"): "expired",
    },
    {
        "active": ("有效", "active"),
        "under_contract": ("已签约待履行", "under contract"),
        "suspended": ("已暂停", "suspended"),
        "sold": ("已成交", "sold"),
        "withdrawn": ("已撤回", "withdrawn"),
        "expired": ("已到期", "expired"),
    },
    {
        "contract": ("签约", "put it under contract"),
        "reopen": ("重新开放", "reopen it"),
        "sell": ("成交", "conclude it"),
        "renew": ("续期", "renew it"),
        "withdraw": ("撤回", "withdraw it"),
        "expire": ("使其到期", "let it expire"),
        "hand_over": ("移交拍卖企业", "hand it to an auction house"),
        "resume": ("恢复", "resume it"),
    },
)
NEED_STEPS = Machine(
    "need",
    "需求",
    "need",
    {
        ("active", "renew"): "active",
        ("active", "withdraw"): "withdrawn",
        ("active", "expire"): "expired",
    },
    {"active": ("有效", "active"), "withdrawn": ("已撤回", "withdrawn"), "expired": ("已到期", "expired")},
    {
        "renew": ("续期", "renew it"),
        "withdraw": ("撤回", "withdraw it"),
        "expire": ("使其到期", "let it expire"),
    },
)
OFFER_STEPS = Machine(
    "offer",
    "报价",
    "offer",
    {
        ("open", "counter"): "countered",
        ("open", "accept"): "accepted",
        ("open", "decline"): "declined",
        ("open", "withdraw"): "withdrawn",
        ("open", "expire"): "expired",
        ("open", "close"): "closed",
    },
    {
        "open": ("待答复", "open"),
        "countered": ("已被还价", "answered by a counter-offer"),
        "accepted": ("已接受", "accepted"),
        "declined": ("已谢绝", "declined"),
        "withdrawn": ("已撤回", "withdrawn"),
        "expired": ("已过期", "expired"),
        "closed": ("已关闭", "closed"),
    },
    {
        "counter": ("还价", "answer it with a counter-offer"),
        "accept": ("接受", "accept it"),
        "decline": ("谢绝", "decline it"),
        "withdraw": ("撤回", "withdraw it"),
        "expire": ("使其过期", "let it expire"),
        "close": ("关闭", "close it"),
    },
)
DEAL_STEPS = Machine(
    "deal",
    "交易",
    "deal",
    {
        ("agreed", "fund"): "funded",
        ("agreed", "cancel"): "cancelled",
        ("funded", "prove"): "proved",
        ("funded", "complete"): "completed",
        ("funded", "dispute"): "disputed",
        ("funded", "cancel"): "cancelled",
        ("funded", "divide"): "divided",
        ("proved", "complete"): "completed",
        ("proved", "dispute"): "disputed",
        ("proved", "cancel"): "cancelled",
        ("proved", "divide"): "divided",
        ("disputed", "complete"): "completed",
        ("disputed", "cancel"): "cancelled",
        ("disputed", "divide"): "divided",
    },
    {
        "agreed": ("已签约待付款", "agreed, to be paid into escrow"),
        "funded": ("已托管价款", "funded"),
        "proved": ("已提交登记等凭证", "proved"),
        "disputed": ("有争议", "disputed"),
        "completed": ("已完成", "completed"),
        "cancelled": ("已取消", "cancelled"),
        "divided": ("已按裁决分配", "ended with the price divided"),
    },
    {
        "fund": ("托管价款", "fund it"),
        "prove": ("确认凭证", "prove it"),
        "complete": ("完成", "complete it"),
        "dispute": ("提出争议", "dispute it"),
        "cancel": ("取消", "cancel it"),
        "divide": ("分配价款", "divide the price"),
    },
)
MACHINES = (LISTING_STEPS, NEED_STEPS, OFFER_STEPS, DEAL_STEPS)
