"""Settings: read once from the environment (`IPOS_...`), an `.env` file, or the code that builds the world."""

from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything an operator can set. Times are seconds, sizes characters or tokens."""

    model_config = SettingsConfigDict(env_prefix="IPOS_", env_file=".env", extra="ignore", populate_by_name=True)

    home: Path = Field(default_factory=lambda: user_data_path("ipos", appauthor=False))
    database_url: str = ""  # default: SQLite under home
    model: str = "offline"  # or "openai:<name>"
    embeddings: str = "bundled"  # or "openai:<name>"
    openai_base_url: str | None = Field(
        default=None, validation_alias=AliasChoices("IPOS_OPENAI_BASE_URL", "OPENAI_BASE_URL")
    )
    openai_api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("IPOS_OPENAI_API_KEY", "OPENAI_API_KEY")
    )
    connect_timeout: float = 5.0
    read_timeout: float = 20.0  # until the first token, and between tokens
    model_retries: int = 2
    max_input_chars: int = 32_000
    history_tokens: int = 24_000  # a longer history is summarised
    turn_tokens: int = 60_000  # prompt and completion of one turn, language model only
    day_tokens: int = 1_000_000  # of one user and day, language model only
    epo_ops_key: SecretStr | None = None  # consumer key and secret of EPO Open Patent Services
    epo_ops_secret: SecretStr | None = None
    uspto_odp_key: SecretStr | None = None  # of the USPTO Open Data Portal
    staff: str = "local"  # accounts that see the sources and take in files, separated by commas; "" for nobody
    max_upload_mb: int = 25  # of one file sent by the browser
    demo: bool = True  # put the demo patents into a store of patents that was never used
    sign_in: Literal["demo", "local"] = "demo"  # demo: accounts of the demo may be chosen while nobody can sign in
    demo_anywhere: bool = False  # serve the demo without sign-in on an address that others can reach
    model_receiver: str = (
        ""  # who runs the language model named in `model`: name, country, contact (in the text consented to)
    )
    host: str = "127.0.0.1"
    port: int = 8501

    @property
    def database(self) -> str:
        """SQLAlchemy URL of the database of members' data."""
        return self.database_url or f"sqlite:///{self.home / 'ipos.db'}"
