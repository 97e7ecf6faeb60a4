"""`ipos catalog`: the services of the ten lines: list, show, find."""

from typing import Annotated

import typer

from assistant.cli.order_lines import candidate_line, service_line, service_lines
from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.world import World
from knowledge.language import detect

app = typer.Typer(help="The services that can be ordered: prices, what they need, who may do them.", no_args_is_help=True)  # fmt: skip
Line = Annotated[str, typer.Option("--line", metavar="LINE", help="Only this line: appraisal, consultation, legal, training, search, databases, international, forums, information, commercial.")]  # fmt: skip


@app.command("list")
def list_(line: Line = "", lang: Lang = None, json_: Json = False) -> None:
    """List the services, all or those of a line.

    Examples: ipos catalog list · ipos catalog list --line search --lang en
    """
    from tools.orders.catalogue import catalogue

    found, language = catalogue().of_line(line), the_language(lang) or "zh"
    if json_:
        print_json({"services": [each.model_dump(mode="json", exclude={"cues"}) for each in found]})
    else:
        say("\n".join(service_line(each, language) for each in found))


@app.command("show")
def show(
    sku: Annotated[str, typer.Argument(help="A service by its SKU: TM-REG, SRCH-FTO ...")],
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Show a service: price, inputs, licence, delivery, milestones, and who can do it for you today.

    Example: ipos catalog show PAT-INV-APP --as lin
    """
    from tools.access.table import may_ever
    from tools.orders.catalogue import catalogue
    from tools.orders.days import day_of
    from tools.orders.providers import find_providers

    world, language = World(), the_language(lang) or "zh"
    service, who = catalogue().service(sku), world.principal(user)
    with world.sessions() as session:
        providers = (
            find_providers(session, who, service.sku, day_of(world.now())) if may_ever(who, "find_providers") else []
        )
    if json_:
        print_json({"service": service.model_dump(mode="json", exclude={"cues"}), "providers": [vars(each) for each in providers]})  # fmt: skip
    else:
        say("\n".join([*service_lines(service, language), *(candidate_line(each, language) for each in providers)]))


@app.command("find")
def find(
    text: Annotated[str, typer.Argument(help="What you need, in Chinese or English.")],
    line: Line = "", lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Find the services that fit a need, the best first, with the words that speak for them.

    Examples: ipos catalog find 怕新产品侵犯别人的专利 · ipos catalog find "register my brand"
    """
    from tools.orders.finding import find_services

    found, language = find_services(text, line), the_language(lang) or detect(text)
    if json_:
        rows = [
            {"sku": each.service.sku, "zh": each.service.zh, "en": each.service.en, "because": each.because}
            for each in found
        ]
        print_json({"services": rows})
    elif found:
        say("\n".join(f"{service_line(each.service, language)} <- {', '.join(each.because)}" for each in found))
    else:
        say("没有找到合适的服务，请换个说法，或用 ipos catalog list 查看全部。" if language == "zh" else "No service fits; say it another way, or see all with ipos catalog list.")  # fmt: skip
