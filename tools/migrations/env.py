"""What Alembic runs: the changes on the connection it is given, in that connection's transaction."""

from alembic import context

from tools.database import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata, transactional_ddl=False)  # fmt: skip
context.run_migrations()
