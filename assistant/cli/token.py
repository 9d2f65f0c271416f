"""`ensemble token`: let somebody in where the assistant asks who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.console import fail, out, run
from assistant.cli.options import DataDir

if TYPE_CHECKING:
    from assistant.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(token)


def token(
    name: Annotated[str, typer.Argument(help="Whose it is; a new person becomes a member of the home.")],
    role: Annotated[str, typer.Option(help="Of a new person: owner, member or guest.")] = "owner",
    home: Annotated[
        str | None, typer.Option(help="Id of the home; the settings' home when left out.")
    ] = None,
    data: DataDir = None,
) -> None:
    """Issue a token on the machine that holds the database; it is shown only this once.

    Use it where the assistant runs with ENSEMBLE_AUTH=true:

        ensemble token Anna

        ENSEMBLE_TOKEN=... ensemble say "turn on the kitchen light"
    """
    from assistant import logs
    from assistant.startup import InvalidSettings, load_settings

    logs.configure("WARNING")
    try:
        settings = load_settings(data_dir=data, home_id=home)
    except InvalidSettings as error:
        fail(error)
    out.print(run(_issue(settings, name, role)), markup=False, soft_wrap=True)


async def _issue(settings: Settings, name: str, role: str) -> str:
    from assistant.household import Household, ensure
    from devices.ids import slug
    from devices.registry.database import Database
    from devices.registry.members import Members

    database = Database(settings.database)
    await database.start()
    try:
        home = Household(settings.home_id, settings.home_name, settings.home_timezone)
        await ensure(database, home, only_when_empty=True)
        async with database.session() as session:
            members = Members(session)
            known = {member.name.casefold(): member.id for member in await members.list(home.id)}
            member_id = known.get(name.casefold())
            if member_id is None:
                member_id = slug(name, set(known.values()))
                await members.add(home.id, member_id, name, role)
            return await members.issue_token(home.id, member_id=member_id)
    finally:
        await database.close()
