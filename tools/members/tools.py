"""The member tool of the assistant: who the user is here. What it shows comes from the signed-in account, never from words."""

from langchain.tools import ToolRuntime, tool

from tools.desk import Desk
from tools.harmless import harmless
from tools.members.reading import show_my_account as my_account
from tools.members.telling import my_account_text
from tools.proposing import Result, artifact, step
from tools.records import shown
from tools.slots import Task
from tools.telling.wording import bulleted

ACCOUNT_CUES = (
    r"^(?:请问|请|那么?)?我(?:现在|目前|在这里|在平台上)*(?:是谁|是什么(?:角色|身份|权限)|属于哪(?:个|家)(?:机构|单位|组织)|用的是哪个账户|以什么身份登录)[?？。\s]*$|^(?:请|帮我|给我)*(?:显示|查看|看看|看一下|查一下|打开)?(?:一下)?我的(?:(?:账户|账号|会员)(?:信息|资料|角色|权限|身份)|账号|角色|权限|身份)[?？。\s]*$|^(?:请|帮我)*(?:显示|查看|看看|我)?(?:我)?(?:都)?(?:作出|给)?(?:过|了)?(?:哪些|的)?(?:数据|隐私)同意(?:记录|情况|书)?[?？。\s]*$|^我(?:都)?同意过?(?:把)?(?:哪些|什么)数据[^。？?]{0,12}[?？。\s]*$",
    r"^(?:please )?who am i(?: here| on this platform| signed in as)?[?.\s]*$|^what(?:'s| is) my (?:role|organi[sz]ation|account)(?: here| on this platform)?[?.\s]*$|^which (?:account|organi[sz]ation) (?:am i|do i belong to|am i (?:using|signed in (?:as|with)))[?.\s]*$|^(?:please )?(?:show|display|view|see) (?:me )?my (?:(?:member(?:ship)?|user) account|(?:member )?profile|consents?|role)(?: details| settings)?[?.\s]*$|^what (?:have i|did i) consent(?:ed)? to[?.\s]*$",
)  # fmt: skip


@tool(response_format="content_and_artifact", extras={"cues": ACCOUNT_CUES, "task": Task()})
def show_my_account(runtime: ToolRuntime[Desk]) -> Result:
    """Who the user is here: account, role, organisation with its profile and licences, and what the user consents to."""
    desk = step(runtime, "查询您的账户", "Reading your account")
    with desk.effects.sessions() as session:
        found = my_account(session, desk.principal, desk.receiver)
    text = harmless(bulleted(my_account_text(found, desk.language)))
    records = [shown(found.organisation.id)] if found.organisation else []
    return text, artifact("my_account", found, text, records=records)


MEMBER_TOOLS = (show_my_account,)
