"""The report on a network, and the formats it is written in.

``making`` computes one, ``files`` writes it. The words of a report are in ``words.toml``, the page in ``templates/``,
the charts in ``charts/`` as Vega-Lite, and the methods come from the registry of measures. Nothing is loaded here, so
that who needs the style sheet alone does not wait for the engines.
"""

__all__: list[str] = []
