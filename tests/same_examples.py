"""Random tests draw the same examples in every run and on every machine: what fails for one fails for all, and is no matter of luck.

`python -m pytest --hypothesis-profile=default` draws new ones: the way to look for what nobody found yet.
"""

from hypothesis import settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

# Hypothesis also draws the numbers it finds in whatever modules happen to be imported by then, which is another lot in every process.
providers._get_local_constants = Constants
settings.register_profile("same", derandomize=True)
settings.load_profile("same")
